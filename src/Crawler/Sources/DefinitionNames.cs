using System.Text;
using System.Text.Json;
using Catalogue.Classifier.Text;

namespace Catalogue.Crawler.Sources;

/// <summary>The names of server and tool from one JSON object, without reading the rest of it. One for each thread.</summary>
internal sealed class DefinitionNames
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = int.MaxValue, AllowTrailingCommas = true };

    [ThreadStatic] private static DefinitionNames? t_names;

    private readonly RepeatedText _server = new();
    private string? _owner;
    private string? _tool;

    /// <summary>Reads only the names; stops as soon as both are known.</summary>
    /// <param name="json">One JSON object.</param>
    /// <param name="server">Names the server where the object does not.</param>
    /// <returns>The names, or null where one is missing or the object is broken before both are known.</returns>
    public static (string Server, string Tool)? Parse(ReadOnlySpan<byte> json, string? server) => (t_names ??= new DefinitionNames()).Read(json, server);

    private (string Server, string Tool)? Read(ReadOnlySpan<byte> json, string? server)
    {
        (_owner, _tool) = (null, null);
        if (!TryScan(json) && !TryRead(json)) return null;
        var owner = string.IsNullOrWhiteSpace(_owner) ? server : _owner.Trim();
        return string.IsNullOrEmpty(_tool) || string.IsNullOrWhiteSpace(owner) ? null : (owner, _tool);
    }

    /// <summary>The common case, quickly: before both names are known there are only strings.</summary>
    private bool TryScan(ReadOnlySpan<byte> json)
    {
        var at = JsonBytes.SkipBlanks(json, 0);
        if ((uint)at >= (uint)json.Length || json[at] != '{') return false;
        do
        {
            at = JsonBytes.SkipBlanks(json, at + 1);
            var key = String(json, ref at, out var escaped);
            at = JsonBytes.SkipBlanks(json, at);
            if (escaped || (uint)at >= (uint)json.Length || json[at] != ':' || key.SequenceEqual("removedAt"u8)) return false;
            at = JsonBytes.SkipBlanks(json, at + 1);
            var start = at;
            var value = String(json, ref at, out escaped);
            if (at == start) return false;
            if (key.SequenceEqual("server"u8)) _owner = _server.Of(value, escaped);
            else if (key.SequenceEqual("tool"u8) || (_tool is null && key.SequenceEqual("name"u8))) _tool = JsonText.Decode(value, escaped);
            at = JsonBytes.SkipBlanks(json, at);
        }
        while ((_owner is null || _tool is null) && (uint)at < (uint)json.Length && json[at] == ',');
        return _owner is not null && _tool is not null;
    }

    /// <summary>The string that stands here, and moves behind it; where there is none, stays.</summary>
    private static ReadOnlySpan<byte> String(ReadOnlySpan<byte> json, ref int at, out bool escaped)
    {
        escaped = false;
        if ((uint)at >= (uint)json.Length || json[at] != '"') return default;
        var end = JsonBytes.StringEnd(json, at + 1, out var escapes);
        if (end < 0) return default;
        escaped = escapes != JsonEscapes.None;
        var text = json[(at + 1)..end];
        at = end + 1;
        return text;
    }

    /// <summary>Everything else, by the framework's reader.</summary>
    private bool TryRead(ReadOnlySpan<byte> json)
    {
        (_owner, _tool) = (null, null);
        try
        {
            var reader = new Utf8JsonReader(json, Options);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return false;
            while ((_owner is null || _tool is null) && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("server"u8)) _owner = Text(ref reader, json);
                else if (reader.ValueTextEquals("removedAt"u8))
                {
                    if (Text(ref reader, json) is not null) return false;
                }
                else if (reader.ValueTextEquals("tool"u8) || (_tool is null && reader.ValueTextEquals("name"u8))) _tool = Text(ref reader, json);
                else Skip(ref reader);
            }
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>The value as text: a string's content, null for null, the JSON itself for anything else.</summary>
    private static string? Text(ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null) return null;
        if (reader.TokenType == JsonTokenType.String) return JsonText.Decode(reader.ValueSpan, reader.ValueIsEscaped);
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return Encoding.UTF8.GetString(json[start..(int)reader.BytesConsumed]);
    }

    private static void Skip(ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
    }
}
