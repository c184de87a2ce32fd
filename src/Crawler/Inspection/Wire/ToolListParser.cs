using System.Text;
using System.Text.Json;
using Catalogue.Classifier.Model;

namespace Catalogue.Crawler.Inspection.Wire;

/// <summary>Reads a <c>tools</c> array as received: members that are not what the specification says are left out, not refused.</summary>
internal static class ToolListParser
{
    /// <summary>Reads the tools of one page.</summary>
    /// <param name="list">A JSON array, UTF-8, already known to be well-formed and no deeper than <paramref name="maxDepth"/>.</param>
    /// <param name="maxDepth">Levels of nesting.</param>
    /// <param name="tools">Gets the tools, in the server's order, duplicates included.</param>
    /// <returns>How many entries have no name and so are no tools.</returns>
    public static int Parse(ReadOnlyMemory<byte> list, int maxDepth, ICollection<ToolDefinition> tools)
    {
        var reader = new Utf8JsonReader(list.Span, new JsonReaderOptions { MaxDepth = maxDepth });
        var nameless = 0;
        reader.Read();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var tool = reader.TokenType == JsonTokenType.StartObject ? ReadTool(ref reader, list) : null;
            if (tool is null)
            {
                nameless++;
                reader.Skip();
            }
            else
            {
                tools.Add(tool);
            }
        }
        return nameless;
    }

    private static ToolDefinition? ReadTool(ref Utf8JsonReader reader, ReadOnlyMemory<byte> list)
    {
        string? name = null, title = null, description = null;
        ReadOnlyMemory<byte> input = default, output = default, annotations = default;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("name"u8)) name = ReadText(ref reader);
            else if (reader.ValueTextEquals("title"u8)) title = ReadText(ref reader);
            else if (reader.ValueTextEquals("description"u8)) description = ReadText(ref reader);
            else if (reader.ValueTextEquals("inputSchema"u8)) input = ReadRaw(ref reader, list);
            else if (reader.ValueTextEquals("outputSchema"u8)) output = ReadRaw(ref reader, list);
            else if (reader.ValueTextEquals("annotations"u8)) annotations = ReadRaw(ref reader, list);
            else reader.Skip();
        }
        return name is null ? null : new ToolDefinition
        {
            Name = name,
            Title = title,
            Description = description,
            InputSchema = input,
            OutputSchema = output,
            Annotations = annotations,
        };
    }

    private static ReadOnlyMemory<byte> ReadRaw(ref Utf8JsonReader reader, ReadOnlyMemory<byte> list)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null) return default;
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return list[start..(int)reader.BytesConsumed].ToArray();
    }

    private static string? ReadText(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String) return reader.ValueIsEscaped ? Unescape(reader.ValueSpan) : Encoding.UTF8.GetString(reader.ValueSpan);
        reader.Skip();
        return null;
    }

    // Utf8JsonReader.GetString refuses lone surrogates; servers send them, and the definition must keep them.
    private static string Unescape(ReadOnlySpan<byte> escaped)
    {
        var text = Encoding.UTF8.GetString(escaped);
        var builder = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\')
            {
                builder.Append(text[i]);
                continue;
            }
            i++;
            builder.Append(text[i] switch
            {
                'b' => '\b',
                'f' => '\f',
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                'u' => (char)Convert.ToUInt16(text.Substring(i + 1, 4), 16),
                var other => other,
            });
            if (text[i] == 'u') i += 4;
        }
        return builder.ToString();
    }
}
