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

    /// <summary>True when the text at hand is valid UTF-8: what stands in it unescaped is canonical as it stands.</summary>
    private bool _isUtf8;

    /// <summary>A list or an object that is open.</summary>
    /// <param name="IsObject">Whether its parts are members, which have keys.</param>
    /// <param name="Before">What is written before the next part: the opening bracket, then commas.</param>
    /// <param name="Cursor">The next part: of lists a node, of objects an index into the keys.</param>
    /// <param name="End">Where its parts end.</param>
    /// <param name="FirstKey">Of objects the index of the first key.</param>
    private record struct Frame(bool IsObject, byte Before, int Cursor, int End, int FirstKey);

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
    public void WriteDefinition(ToolDefinition definition, in DefinitionParts parts)
    {
        Start();
        _output.Write((byte)'{');
        var any = WritePart(",\"annotations\":"u8, parts.Annotations, false);
        any = parts.Description.Json.IsEmpty ? WriteText(",\"description\":"u8, definition.Description, any) : WritePart(",\"description\":"u8, parts.Description, any);
        any = WritePart(",\"inputSchema\":"u8, parts.Input, any);
        any = parts.Name.Json.IsEmpty ? WriteText(",\"name\":"u8, definition.Name, any) : WritePart(",\"name\":"u8, parts.Name, any);
        any = WritePart(",\"outputSchema\":"u8, parts.Output, any);
        WriteText(",\"title\":"u8, definition.Title, any);
        _output.Write((byte)'}');
    }

    /// <summary>Writes one JSON value.</summary>
    public void Write(in JsonPart part)
    {
        var nodes = part.Nodes;
        var json = part.Json;
        _isUtf8 = part.IsUtf8;
        Value(nodes, json, part.Root);
        while (_depth > 0)
        {
            ref var frame = ref _frames[_depth - 1];
            if (frame.Cursor == frame.End)
            {
                Close(frame);
                continue;
            }
            _output.Write(frame.Before);
            frame.Before = (byte)',';
            var value = frame.Cursor;
            if (frame.IsObject)
            {
                value = _keys[frame.Cursor++].Node + 1;
                String(nodes[value - 1], json);
                _output.Write((byte)':');
            }
            else
            {
                frame.Cursor = nodes[value].Next;
            }
            Value(nodes, json, value);
        }
    }

    private void Close(in Frame frame)
    {
        _output.Write((byte)(frame.IsObject ? '}' : ']'));
        if (frame.IsObject) _keys.Cut(frame.FirstKey);
        _depth--;
    }

    private void String(in JsonNode node, ReadOnlySpan<byte> json)
    {
        if (_isUtf8 && node.Escapes != JsonEscapes.Other) _output.WritePart(json, node.Start - 1, node.Length + 2);
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
            case JsonTokenType.String:
                String(node, json);
                break;
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                Open(nodes, json, index);
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
        ref readonly var node = ref nodes[index];
        var isObject = node.Kind == JsonTokenType.StartObject;
        if (node.Next == index + 1)
        {
            _output.Write(isObject ? "{}"u8 : "[]"u8);
            return;
        }
        if (_depth == _frames.Length) Array.Resize(ref _frames, _depth * 2);
        if (!isObject)
        {
            _frames[_depth++] = new Frame(false, (byte)'[', index + 1, node.Next, 0);
            return;
        }
        var first = _keys.Count;
        if (!new KeyOrder(nodes, json).Gather(index, _keys)) HasDuplicateKeys = true;
        _frames[_depth++] = new Frame(true, (byte)'{', first, _keys.Count, first);
    }

    private static bool IsPlainInteger(ReadOnlySpan<byte> literal)
    {
        foreach (var digit in literal)
        {
            if (!char.IsAsciiDigit((char)digit)) return false;
        }
        return literal.Length <= 15;
    }
}
