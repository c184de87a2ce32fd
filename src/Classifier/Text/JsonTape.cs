using System.Text.Json;

namespace Catalogue.Classifier.Text;

/// <summary>One value or key of a <see cref="JsonTape"/>.</summary>
/// <param name="Kind">The JSON token it begins with (objects and arrays have no node for their end).</param>
/// <param name="Escapes">Which escapes the string holds.</param>
/// <param name="Start">Offset of its bytes (strings: without the quotes).</param>
/// <param name="Length">Length of its bytes (objects and arrays: with their brackets).</param>
/// <param name="Next">Index of the node after this one and all it contains (a key's value is the node after the key).</param>
internal readonly record struct JsonNode(JsonTokenType Kind, JsonEscapes Escapes, int Start, int Length, int Next)
{
    /// <summary>True when the string holds escapes.</summary>
    public bool Escaped => Escapes != JsonEscapes.None;
}

/// <summary>
/// JSON as a flat list of nodes in document order: parsed once, walked by the hash and by the reader of strings
/// without recursion, so that depth costs nothing but memory. Strict (RFC 8259), except that strings may be bad UTF-8.
/// Reused between definitions; not for several threads.
/// </summary>
internal sealed class JsonTape
{
    private const int KeptNodes = 1 << 15;

    private JsonNode[] _nodes = new JsonNode[256];
    private int[] _open = new int[32];
    private int _count;
    private int _depth;
    private bool _lenient;

    /// <summary>The nodes; empty where the text was no JSON.</summary>
    public Rows<JsonNode> Nodes => new(_nodes, 0, _count);

    /// <summary>True when a comma stood behind the last part of a list or an object.</summary>
    public bool HasTrailingComma { get; private set; }

    /// <summary>Reads a whole JSON text.</summary>
    /// <param name="json">The text.</param>
    /// <param name="lenient">Allows a comma behind the last part of a list or an object.</param>
    /// <returns>False, and no nodes, when the bytes are not one JSON value.</returns>
    public bool TryRead(ReadOnlySpan<byte> json, bool lenient = false)
    {
        if (_nodes.Length > KeptNodes) _nodes = new JsonNode[256];
        _count = _depth = 0;
        _lenient = lenient;
        HasTrailingComma = false;
        var at = JsonBytes.SkipBlanks(json, 0);
        while (at >= 0 && at < json.Length)
        {
            at = Value(json, at);
            if (at >= 0) at = Close(json, at);
            if (_depth == 0) break;
        }
        if (at == json.Length && _depth == 0 && _count > 0) return true;
        _count = 0;
        return false;
    }

    /// <summary>Reads a value, of a list or an object all up to its first simple value.</summary>
    /// <returns>The place behind, or −1 for what is no JSON.</returns>
    private int Value(ReadOnlySpan<byte> json, int at)
    {
        while ((uint)at < (uint)json.Length)
        {
            // Strings first: they are the most.
            if (json[at] == '"') return String(json, at + 1, JsonTokenType.String);
            switch (json[at])
            {
                case (byte)'{':
                    Open(JsonTokenType.StartObject, at);
                    at = JsonBytes.SkipBlanks(json, at + 1);
                    if (at < json.Length && json[at] == '}') return at;
                    at = Key(json, at);
                    break;
                case (byte)'[':
                    Open(JsonTokenType.StartArray, at);
                    at = JsonBytes.SkipBlanks(json, at + 1);
                    if (at < json.Length && json[at] == ']') return at;
                    break;
                case (byte)'t':
                    return Simple(JsonTokenType.True, at, JsonBytes.LiteralEnd(json, at, "true"u8));
                case (byte)'f':
                    return Simple(JsonTokenType.False, at, JsonBytes.LiteralEnd(json, at, "false"u8));
                case (byte)'n':
                    return Simple(JsonTokenType.Null, at, JsonBytes.LiteralEnd(json, at, "null"u8));
                case (byte)'-' or (>= (byte)'0' and <= (byte)'9'):
                    return Simple(JsonTokenType.Number, at, JsonBytes.NumberEnd(json, at));
                default:
                    return -1;
            }
        }
        return -1;
    }

    /// <summary>Closes what ends here, and goes on to the next value.</summary>
    /// <returns>The place of the next value or, where all is closed, behind the blanks that follow; −1 for what is no JSON.</returns>
    private int Close(ReadOnlySpan<byte> json, int at)
    {
        while (true)
        {
            at = JsonBytes.SkipBlanks(json, at);
            if (_depth == 0) return at;
            if ((uint)at >= (uint)json.Length) return -1;
            ref var open = ref _nodes[_open[_depth - 1]];
            var isObject = open.Kind == JsonTokenType.StartObject;
            var closing = isObject ? '}' : ']';
            if (json[at] == ',')
            {
                at = JsonBytes.SkipBlanks(json, at + 1);
                if (!_lenient || (uint)at >= (uint)json.Length || json[at] != closing) return isObject ? Key(json, at) : at;
                HasTrailingComma = true;
            }
            if (json[at] != closing) return -1;
            at++;
            open = new JsonNode(open.Kind, JsonEscapes.None, open.Start, at - open.Start, _count);
            _depth--;
        }
    }

    /// <summary>Reads a key with its colon; gives the place of its value.</summary>
    private int Key(ReadOnlySpan<byte> json, int at)
    {
        if ((uint)at >= (uint)json.Length || json[at] != '"') return -1;
        at = String(json, at + 1, JsonTokenType.PropertyName);
        if (at < 0) return -1;
        at = JsonBytes.SkipBlanks(json, at);
        return (uint)at < (uint)json.Length && json[at] == ':' ? JsonBytes.SkipBlanks(json, at + 1) : -1;
    }

    private int String(ReadOnlySpan<byte> json, int start, JsonTokenType kind)
    {
        var end = JsonBytes.StringEnd(json, start, out var escapes);
        if (end < 0) return -1;
        Add(kind, escapes, start, end - start);
        return end + 1;
    }

    private int Simple(JsonTokenType kind, int start, int end)
    {
        if (end >= 0) Add(kind, JsonEscapes.None, start, end - start);
        return end;
    }

    private void Open(JsonTokenType kind, int start)
    {
        if (_depth == _open.Length) Array.Resize(ref _open, _depth * 2);
        _open[_depth++] = _count;
        Add(kind, JsonEscapes.None, start, 0);
    }

    private void Add(JsonTokenType kind, JsonEscapes escapes, int start, int length)
    {
        if (_count == _nodes.Length) Array.Resize(ref _nodes, _count * 2);
        _nodes[_count] = new JsonNode(kind, escapes, start, length, _count + 1);
        _count++;
    }
}
