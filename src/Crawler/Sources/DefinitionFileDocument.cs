using System.Text.Json;
using Catalogue.Classifier.Text;

namespace Catalogue.Crawler.Sources;

/// <summary>A saved <c>tools/list</c> answer: one JSON document, on one line or many.</summary>
internal static class DefinitionFileDocument
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = int.MaxValue, AllowTrailingCommas = true };

    /// <summary>
    /// True when the first line of a file begins a document: a list, an object with a <c>tools</c> or <c>result</c>
    /// member, or JSON that goes on behind the line's end.
    /// </summary>
    public static bool Begins(ReadOnlySpan<byte> line)
    {
        if (line[0] == '[') return true;
        if (line[0] != '{') return false;
        var tape = new JsonTape();
        return tape.TryRead(line, lenient: true) ? HoldsTools(tape, line) : GoesOn(line);
    }

    private static bool HoldsTools(JsonTape tape, ReadOnlySpan<byte> line)
    {
        var nodes = tape.Nodes;
        for (var key = 1; key < nodes.Length; key = nodes[key + 1].Next)
        {
            if (JsonText.Decode(line.Slice(nodes[key].Start, nodes[key].Length), nodes[key].Escaped) is "tools" or "result") return true;
        }
        return false;
    }

    private static bool GoesOn(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line, isFinalBlock: false, new JsonReaderState(Options));
        try
        {
            reader.Read();
            var isDocument = false;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                isDocument |= reader.ValueTextEquals("tools"u8) || reader.ValueTextEquals("result"u8);
                if (!reader.TrySkip()) return true;
            }
            return isDocument || reader.TokenType != JsonTokenType.EndObject;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Reads the document; where it is none after all, its lines are taken one by one.</summary>
    public static DefinitionChunk Read(ReadOnlyMemory<byte> first, DefinitionFileLineReader lines)
    {
        using var whole = new MemoryStream();
        whole.Write(first.Span);
        while (lines.TryRead(out var line, out var tooLong))
        {
            if (tooLong || whole.Length + line.Length > DefinitionFile.MaxDocument)
                throw new InvalidDataException($"The document is larger than {DefinitionFile.MaxDocument >> 20} MB; write it as JSON lines.");
            whole.WriteByte((byte)'\n');
            whole.Write(line.Span);
        }
        var (bytes, length) = (whole.GetBuffer(), (int)whole.Length);
        if (Tools(bytes.AsSpan(0, length)) is { } tools) return DefinitionChunk.Of(bytes, length, tools);
        var single = DefinitionFileParser.Parse(bytes.AsSpan(0, length), 1, "any");
        return single.Declared is null ? Lines(bytes, length) : DefinitionChunk.Of(bytes, length, [Range.All]);
    }

    private static DefinitionChunk Lines(byte[] bytes, int length)
    {
        using var stream = new MemoryStream(bytes, 0, length, writable: false);
        var lines = new DefinitionFileLineReader(stream, DefinitionFile.MaxLine);
        var chunk = new DefinitionChunk();
        while (lines.TryRead(out var line, out _))
        {
            line = DefinitionFile.TrimLine(line, false);
            if (!line.IsEmpty) chunk.Add(line.Span, lines.Number);
        }
        return chunk;
    }

    /// <summary>Where each tool lies, or null when the text is not one document with a list of tools.</summary>
    private static List<Range>? Tools(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json, Options);
            reader.Read();
            if (!Enter(ref reader)) return null;
            var tools = new List<Range>();
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                tools.Add(start..(int)reader.BytesConsumed);
            }
            while (reader.Read())
            {
                // To its end: a broken document is no document.
            }
            return tools;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Moves the reader into the list of tools: the bare list, <c>tools</c>, or <c>result.tools</c>.</summary>
    private static bool Enter(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.StartArray) return true;
        while (reader.TokenType == JsonTokenType.StartObject)
        {
            var descended = false;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isTools = reader.ValueTextEquals("tools"u8);
                var isResult = reader.ValueTextEquals("result"u8);
                reader.Read();
                if (isTools && reader.TokenType == JsonTokenType.StartArray) return true;
                if (isResult && reader.TokenType == JsonTokenType.StartObject)
                {
                    descended = true;
                    break;
                }
                reader.Skip();
            }
            if (!descended) return false;
        }
        return false;
    }
}
