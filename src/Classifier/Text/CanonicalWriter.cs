using System.Text;
using System.Text.Json;
using Catalogue.Classifier.Model;

namespace Catalogue.Classifier.Text;

/// <summary>Writes canonical JSON from tapes, without recursion. Reused between definitions; not for several threads.</summary>
internal sealed class CanonicalWriter
{
    private readonly ByteList _output = new();
    private readonly RowList<SortKey> _keys = new(64);
    private Frame[] _frames = new Frame[32];
    private int _depth;

    /// <summary>True when all of the text at hand is ASCII: what stands in it unescaped is canonical as it stands.</summary>
    private bool _ascii;

    /// <summary>A list or an object that is open.</summary>
    /// <param name="Kind">In which order its parts are written.</param>
    /// <param name="Cursor">The next part: a node, of sorted objects an index into the keys.</param>
    /// <param name="End">Where its parts end.</param>
    /// <param name="FirstKey">Of sorted objects the index of the first key.</param>
    /// <param name="Any">True when a part was written.</param>
    private record struct Frame(Order Kind, int Cursor, int End, int FirstKey, bool Any);

    private enum Order : byte
    {
        /// <summary>The items of a list.</summary>
        List,

        /// <summary>Members that stand in order already.</summary>
        Members,

        /// <summary>Members that were sorted.</summary>
        Sorted,
    }

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

    /// <summary>Writes a whole definition.</summary>
    public void WriteDefinition(ToolDefinition definition, in JsonPart annotations, in JsonPart input, in JsonPart output)
    {
        Start();
        _output.Write((byte)'{');
        var any = WritePart(",\"annotations\":"u8, annotations, false);
        any = WriteText(",\"description\":"u8, definition.Description, any);
        any = WritePart(",\"inputSchema\":"u8, input, any);
        any = WriteText(",\"name\":"u8, definition.Name, any);
        any = WritePart(",\"outputSchema\":"u8, output, any);
        WriteText(",\"title\":"u8, definition.Title, any);
        _output.Write((byte)'}');
    }

    /// <summary>Writes one JSON value.</summary>
    public void Write(in JsonPart part)
    {
        var nodes = part.Nodes;
        var json = part.Json;
        _ascii = Ascii.IsValid(json.Slice(nodes[part.Root].Start, nodes[part.Root].Length));
        Value(nodes, json, part.Root);
        while (_depth > 0)
        {
            ref var frame = ref _frames[_depth - 1];
            if (frame.Cursor == frame.End)
            {
                Close(frame);
                continue;
            }
            if (frame.Any) _output.Write((byte)',');
            frame.Any = true;
            var node = frame.Cursor;
            if (frame.Kind == Order.Sorted)
            {
                node = _keys[node].Node;
                frame.Cursor++;
            }
            else
            {
                frame.Cursor = nodes[frame.Kind == Order.List ? node : node + 1].Next;
            }
            if (frame.Kind != Order.List)
            {
                String(nodes[node], json);
                _output.Write((byte)':');
                node++;
            }
            Value(nodes, json, node);
        }
    }

    private void Close(in Frame frame)
    {
        _output.Write((byte)(frame.Kind == Order.List ? ']' : '}'));
        if (frame.Kind == Order.Sorted) _keys.Cut(frame.FirstKey);
        _depth--;
    }

    private void String(in JsonNode node, ReadOnlySpan<byte> json)
    {
        if (_ascii && !node.Escaped) _output.WritePart(json, node.Start - 1, node.Length + 2);
        else CanonicalString.WriteJson(_output, json.Slice(node.Start, node.Length), node.Escaped);
    }

    private bool WriteText(ReadOnlySpan<byte> name, string? text, bool any)
    {
        if (text is null) return any;
        Member(name, any);
        CanonicalString.Write(_output, text);
        return true;
    }

    private bool WritePart(ReadOnlySpan<byte> name, in JsonPart part, bool any)
    {
        var whole = !part.Nodes.IsEmpty;
        if (part.Json.IsEmpty || (whole && part.Nodes[part.Root].Kind == JsonTokenType.Null)) return any;
        Member(name, any);
        if (whole) Write(part);
        else CanonicalString.Write(_output, Encoding.UTF8.GetString(part.Json));
        return true;
    }

    /// <summary>Begins a member; its name comes with the comma before it, the quotes and the colon.</summary>
    private void Member(ReadOnlySpan<byte> name, bool any) => _output.Write(any ? name : name[1..]);

    private void Value(Rows<JsonNode> nodes, ReadOnlySpan<byte> json, int index)
    {
        ref readonly var node = ref nodes[index];
        switch (node.Kind)
        {
            case JsonTokenType.StartObject:
                _output.Write((byte)'{');
                Open(nodes, json, index);
                break;
            case JsonTokenType.StartArray:
                _output.Write((byte)'[');
                Push(new Frame(Order.List, index + 1, node.Next, 0, false));
                break;
            case JsonTokenType.String:
                String(node, json);
                break;
            case JsonTokenType.Number when !IsPlainInteger(json.Slice(node.Start, node.Length)):
                _output.Write(Encoding.ASCII.GetBytes(EcmaNumber.Format(json.Slice(node.Start, node.Length))));
                break;
            default:
                _output.WritePart(json, node.Start, node.Length);
                break;
        }
    }

    private void Open(Rows<JsonNode> nodes, ReadOnlySpan<byte> json, int index)
    {
        var first = _keys.Count;
        var order = new KeyOrder(nodes, json, _ascii);
        if (order.Gather(index, _keys))
        {
            _keys.Cut(first);
            Push(new Frame(Order.Members, index + 1, nodes[index].Next, 0, false));
            return;
        }
        SortKeys(order, first);
        Push(new Frame(Order.Sorted, first, _keys.Count, first, false));
    }

    private void Push(Frame frame)
    {
        if (_depth == _frames.Length) Array.Resize(ref _frames, _depth * 2);
        _frames[_depth++] = frame;
    }

    private static bool IsPlainInteger(ReadOnlySpan<byte> literal) =>
        literal.Length <= 15 && literal.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;

    /// <summary>Puts the keys behind the first few in order, of equal keys the last one only.</summary>
    private void SortKeys(KeyOrder order, int first)
    {
        if (_keys.Count - first <= 16) order.InsertionSort(_keys, first);
        else order.MergeSort(_keys, first);
        var kept = first;
        for (var i = first; i < _keys.Count; i++)
        {
            if (i + 1 < _keys.Count && order.Compare(_keys[i], _keys[i + 1]) == 0) HasDuplicateKeys = true;
            else _keys[kept++] = _keys[i];
        }
        _keys.Cut(kept);
    }
}
