using System.Text.Json;

namespace Catalogue.Classifier.Text;

/// <summary>One value or key of a <see cref="JsonTape"/>.</summary>
/// <param name="Kind">The JSON token it begins with (objects and arrays have no node for their end).</param>
/// <param name="Escaped">True when the string holds escapes.</param>
/// <param name="Start">Offset of its bytes (strings: without the quotes).</param>
/// <param name="Length">Length of its bytes (objects and arrays: 0).</param>
/// <param name="Next">Index of the node after this one and all it contains (a key's value is the node after the key).</param>
internal readonly record struct JsonNode(JsonTokenType Kind, bool Escaped, int Start, int Length, int Next);

/// <summary>
/// JSON as a flat list of nodes in document order: parsed once, walked by the hash and by the reader of strings
/// without recursion, so that depth costs nothing but memory. Reused between definitions; not for several threads.
/// </summary>
internal sealed class JsonTape
{
    private const int KeptNodes = 1 << 15;
    private static readonly JsonReaderOptions Options = new() { MaxDepth = int.MaxValue };

    private JsonNode[] _nodes = new JsonNode[256];
    private int[] _open = new int[32];
    private int _count;

    /// <summary>The nodes; empty where the text was no JSON.</summary>
    public Rows<JsonNode> Nodes => new(_nodes, 0, _count);

    /// <summary>Reads a whole JSON text.</summary>
    /// <returns>False, and no nodes, when the bytes are not one JSON value.</returns>
    public bool TryRead(ReadOnlySpan<byte> json)
    {
        if (_nodes.Length > KeptNodes) _nodes = new JsonNode[256];
        _count = 0;
        if (json.IsEmpty) return false; // Absent, which is common; the parser would throw.
        try
        {
            Parse(json);
            return _count > 0;
        }
        catch (JsonException)
        {
            _count = 0;
            return false;
        }
    }

    private void Parse(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, Options);
        var depth = 0;
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    if (depth == _open.Length) Array.Resize(ref _open, depth * 2);
                    _open[depth++] = _count;
                    Add(new JsonNode(reader.TokenType, false, (int)reader.TokenStartIndex, 0, 0));
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    ref var opened = ref _nodes[_open[--depth]];
                    opened = opened with { Next = _count };
                    break;
                default:
                    var quote = reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName ? 1 : 0;
                    Add(new JsonNode(reader.TokenType, reader.ValueIsEscaped, (int)reader.TokenStartIndex + quote, reader.ValueSpan.Length, _count + 1));
                    break;
            }
        }
    }

    private void Add(JsonNode node)
    {
        if (_count == _nodes.Length) Array.Resize(ref _nodes, _count * 2);
        _nodes[_count++] = node;
    }
}
