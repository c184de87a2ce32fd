using System.Text;
using System.Text.Json;
using Catalogue.Classifier.Model;

namespace Catalogue.Classifier.Text;

/// <summary>Writes canonical JSON from tapes, without recursion. Reused between definitions; not for several threads.</summary>
internal sealed class CanonicalWriter
{
    private readonly ByteList _output = new();
    private readonly RowList<int> _keys = new(64);
    private Frame[] _frames = new Frame[32];
    private int _depth;

    private record struct Frame(bool IsObject, int Cursor, int End, int FirstKey, bool Any);

    /// <summary>What was written since <see cref="Start"/>.</summary>
    public ReadOnlySpan<byte> Written => _output.Written;

    /// <summary>True when an object named a key twice since <see cref="Start"/>.</summary>
    public bool HasDuplicateKeys { get; private set; }

    /// <summary>Forgets what was written.</summary>
    public void Start()
    {
        _output.Clear();
        _keys.Clear();
        _depth = 0;
        HasDuplicateKeys = false;
    }

    /// <summary>Writes a whole definition; its members are parsed into the three tapes on the way.</summary>
    public void WriteDefinition(ToolDefinition definition, JsonTape annotations, JsonTape input, JsonTape output)
    {
        Start();
        _output.Write((byte)'{');
        var any = WritePart("annotations"u8, definition.Annotations.Span, annotations, false);
        any = WriteText("description"u8, definition.Description, any);
        any = WritePart("inputSchema"u8, definition.InputSchema.Span, input, any);
        any = WriteText("name"u8, definition.Name, any);
        any = WritePart("outputSchema"u8, definition.OutputSchema.Span, output, any);
        WriteText("title"u8, definition.Title, any);
        _output.Write((byte)'}');
    }

    /// <summary>Writes one JSON value.</summary>
    public void Write(Rows<JsonNode> nodes, ReadOnlySpan<byte> json)
    {
        Value(nodes, json, 0);
        while (_depth > 0)
        {
            ref var frame = ref _frames[_depth - 1];
            if (frame.Cursor == frame.End)
            {
                _output.Write((byte)(frame.IsObject ? '}' : ']'));
                if (frame.IsObject) _keys.Cut(frame.FirstKey);
                _depth--;
                continue;
            }
            if (frame.Any) _output.Write((byte)',');
            frame.Any = true;
            var node = frame.Cursor;
            if (frame.IsObject)
            {
                var key = _keys[node];
                frame.Cursor++;
                CanonicalString.WriteJson(_output, json.Slice(nodes[key].Start, nodes[key].Length), nodes[key].Escaped);
                _output.Write((byte)':');
                node = key + 1;
            }
            else
            {
                frame.Cursor = nodes[node].Next;
            }
            Value(nodes, json, node);
        }
    }

    private bool WriteText(ReadOnlySpan<byte> name, string? text, bool any)
    {
        if (text is null) return any;
        Member(name, any);
        CanonicalString.Write(_output, text);
        return true;
    }

    private bool WritePart(ReadOnlySpan<byte> name, ReadOnlySpan<byte> json, JsonTape tape, bool any)
    {
        var whole = tape.TryRead(json);
        if (json.IsEmpty || (whole && tape.Nodes[0].Kind == JsonTokenType.Null)) return any;
        Member(name, any);
        if (whole) Write(tape.Nodes, json);
        else CanonicalString.Write(_output, Encoding.UTF8.GetString(json));
        return true;
    }

    private void Member(ReadOnlySpan<byte> name, bool any)
    {
        _output.Write(any ? ",\""u8 : "\""u8);
        _output.Write(name);
        _output.Write("\":"u8);
    }

    private void Value(Rows<JsonNode> nodes, ReadOnlySpan<byte> json, int index)
    {
        ref readonly var node = ref nodes[index];
        var bytes = json.Slice(node.Start, node.Length);
        switch (node.Kind)
        {
            case JsonTokenType.StartObject:
                _output.Write((byte)'{');
                var first = SortKeys(nodes, json, index);
                Push(new Frame(true, first, _keys.Count, first, false));
                break;
            case JsonTokenType.StartArray:
                _output.Write((byte)'[');
                Push(new Frame(false, index + 1, node.Next, 0, false));
                break;
            case JsonTokenType.String:
                CanonicalString.WriteJson(_output, bytes, node.Escaped);
                break;
            case JsonTokenType.Number when IsPlainInteger(bytes):
                _output.Write(bytes);
                break;
            case JsonTokenType.Number:
                _output.Write(Encoding.ASCII.GetBytes(EcmaNumber.Format(bytes)));
                break;
            default:
                _output.Write(bytes);
                break;
        }
    }

    private void Push(Frame frame)
    {
        if (_depth == _frames.Length) Array.Resize(ref _frames, _depth * 2);
        _frames[_depth++] = frame;
    }

    private static bool IsPlainInteger(ReadOnlySpan<byte> literal) =>
        literal.Length <= 15 && literal.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;

    /// <summary>Puts the keys of an object in order at the end of the key list, of equal keys the last one only.</summary>
    private int SortKeys(Rows<JsonNode> nodes, ReadOnlySpan<byte> json, int index)
    {
        var first = _keys.Count;
        var end = nodes[index].Next;
        for (var key = index + 1; key < end; key = nodes[key + 1].Next) _keys.Add(key);
        var order = new KeyOrder(nodes, json);
        if (_keys.Count - first <= 16) order.InsertionSort(_keys, first);
        else order.MergeSort(_keys, first);
        var kept = first;
        for (var i = first; i < _keys.Count; i++)
        {
            if (i + 1 < _keys.Count && order.Compare(_keys[i], _keys[i + 1]) == 0) HasDuplicateKeys = true;
            else _keys[kept++] = _keys[i];
        }
        _keys.Cut(kept);
        return first;
    }
}
