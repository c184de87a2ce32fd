using System.Text;
using System.Text.Json;

namespace Catalogue.Crawler.Inspection.Wire;

/// <summary>The outer members of a JSON-RPC message, read without building its tree.</summary>
internal readonly struct Envelope
{
    /// <summary>The id as text (a number's digits, a string's content), or null.</summary>
    public string? Id { get; private init; }

    /// <summary>True for requests and notifications.</summary>
    public bool IsCall { get; private init; }

    /// <summary>True when it carries a result or an error.</summary>
    public bool IsAnswer { get; private init; }

    /// <summary>Where <c>result.tools</c> begins; with length 0 when there is none.</summary>
    public int ListStart { get; private init; }

    /// <summary>How many bytes <c>result.tools</c> has.</summary>
    public int ListLength { get; private init; }

    /// <summary><c>result.protocolVersion</c>, or null.</summary>
    public string? Version { get; private init; }

    /// <summary>Reads a message.</summary>
    /// <exception cref="JsonException">It is not JSON, or nested too deep.</exception>
    public static Envelope Read(ReadOnlySpan<byte> message, int maxDepth)
    {
        var reader = new Utf8JsonReader(message, new JsonReaderOptions { MaxDepth = maxDepth });
        string? id = null;
        bool call = false, answer = false;
        ResultParts result = default;
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("id"u8)) id = ReadId(ref reader);
            else if (reader.ValueTextEquals("method"u8)) { call = true; reader.Skip(); }
            else if (reader.ValueTextEquals("error"u8)) { answer = true; reader.Skip(); }
            else if (reader.ValueTextEquals("result"u8)) { answer = true; result = ReadResult(ref reader); }
            else reader.Skip();
        }
        while (reader.Read())
        {
            // The rest must be JSON too: nothing but white space.
        }
        return new Envelope { Id = id, IsCall = call, IsAnswer = answer, ListStart = result.Start, ListLength = result.Length, Version = result.Version };
    }

    private static string? ReadId(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType is JsonTokenType.Number or JsonTokenType.String) return Encoding.UTF8.GetString(reader.ValueSpan);
        reader.Skip();
        return null;
    }

    private static ResultParts ReadResult(ref Utf8JsonReader reader)
    {
        reader.Read();
        ResultParts parts = default;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return parts;
        }
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("tools"u8))
            {
                reader.Read();
                var start = (int)reader.TokenStartIndex;
                var isList = reader.TokenType == JsonTokenType.StartArray;
                reader.Skip();
                if (isList) parts = parts with { Start = start, Length = (int)reader.BytesConsumed - start };
            }
            else if (reader.ValueTextEquals("protocolVersion"u8))
            {
                reader.Read();
                if (reader.TokenType == JsonTokenType.String && reader.ValueSpan.Length <= 64)
                    parts = parts with { Version = Encoding.UTF8.GetString(reader.ValueSpan) };
                reader.Skip();
            }
            else
            {
                reader.Skip();
            }
        }
        return parts;
    }

    private readonly record struct ResultParts(int Start, int Length, string? Version);
}
