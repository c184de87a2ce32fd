using System.Text;
using System.Text.Json;

namespace Catalogue.Crawler.Sources;

/// <summary>
/// One page of a registry's list, cut into its entries without reading them: each keeps its bytes, and one that is odd does not
/// spoil the others.
/// </summary>
/// <param name="Entries">The entries as slices of the page.</param>
/// <param name="NextCursor">Where the next page begins, or null at the end.</param>
/// <param name="Problem">Why the page is not whole, or null; entries before the break are there all the same.</param>
internal sealed record RegistryPage(IReadOnlyList<ReadOnlyMemory<byte>> Entries, string? NextCursor, string? Problem)
{
    /// <summary>Deeper than any honest entry; beyond it the page counts as broken.</summary>
    private const int MaxDepth = 2000;

    /// <summary>Cuts a page.</summary>
    public static RegistryPage Read(ReadOnlyMemory<byte> json)
    {
        if (json.Span.StartsWith("\uFEFF"u8)) json = json[3..];
        var entries = new List<ReadOnlyMemory<byte>>();
        string? cursor = null;
        var found = false;
        try
        {
            var reader = new Utf8JsonReader(json.Span, new JsonReaderOptions { MaxDepth = MaxDepth });
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return new(entries, null, "it is no JSON object");
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("servers"u8))
                {
                    reader.Read();
                    found |= reader.TokenType == JsonTokenType.StartArray;
                    ReadEntries(ref reader, json, entries);
                }
                else if (reader.ValueTextEquals("metadata"u8))
                {
                    reader.Read();
                    cursor = ReadCursor(ref reader) ?? cursor;
                }
                else
                {
                    reader.Skip();
                }
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return new(entries, null, $"it is not whole JSON: {e.Message}");
        }
        return found ? new(entries, cursor, null) : new(entries, null, "it has no list named 'servers'");
    }

    private static void ReadEntries(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json, List<ReadOnlyMemory<byte>> entries)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return;
        }
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            entries.Add(json[start..(int)reader.BytesConsumed]);
        }
    }

    private static string? ReadCursor(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return null;
        }
        string? cursor = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isCursor = reader.ValueTextEquals("nextCursor"u8);
            reader.Read();
            if (isCursor && reader.TokenType == JsonTokenType.String) cursor = reader.GetString();
            else reader.Skip();
        }
        return string.IsNullOrEmpty(cursor) ? null : cursor;
    }

    /// <summary>Opens a registry's entry for reading.</summary>
    /// <exception cref="JsonException">It is nested too deeply or holds what is no text.</exception>
    public static JsonDocument Open(ReadOnlyMemory<byte> entry)
    {
        // A document would meet invalid UTF-8 only where a text is asked for; here it is one clear error.
        if (!System.Text.Unicode.Utf8.IsValid(entry.Span)) throw new JsonException($"it is not valid UTF-8 ({Encoding.Latin1.GetString(entry.Span[..Math.Min(40, entry.Length)])}…)");
        return JsonDocument.Parse(entry, new JsonDocumentOptions { MaxDepth = 64 });
    }
}
