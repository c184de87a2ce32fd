using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Catalogue.Site.Publishing.Documents;

/// <summary>Strings and JSON of strangers in our JSON: half surrogates and odd spellings come back as they were.</summary>
internal static class JsonText
{
    private const int MaxDepth = 200;

    /// <summary>Writes a string member, or nothing for null.</summary>
    public static void Write(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is null) return;
        writer.WritePropertyName(name);
        if (IsWhole(value)) writer.WriteStringValue(value);
        else writer.WriteRawValue(Escape(value));
    }

    /// <summary>Reads a string member that may hold half surrogates; null where it is absent or null.</summary>
    public static string? Read(JsonElement json, string name)
    {
        if (!json.TryGetProperty(name, out var value) || value.ValueKind != JsonValueKind.String) return null;
        return ReadValue(value);
    }

    /// <summary>The string of a JSON string.</summary>
    public static string ReadValue(JsonElement value)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return Unescape(value.GetRawText());
        }
    }

    /// <summary>
    /// Writes JSON text of a stranger as a member: as it is but for line ends between tokens; text that is no JSON, or too deep, as
    /// <c>name + "Base64"</c>. Nothing when empty.
    /// </summary>
    public static void WriteJson(Utf8JsonWriter writer, string name, ReadOnlySpan<byte> json)
    {
        if (json.IsEmpty) return;
        if (!IsJson(json))
        {
            writer.WriteBase64String(name + "Base64", json);
            return;
        }
        writer.WritePropertyName(name);
        if (json.IndexOfAny((byte)'\n', (byte)'\r') < 0)
        {
            writer.WriteRawValue(json, skipInputValidation: true);
            return;
        }
        // A line end can only stand between tokens: inside a string it must be escaped.
        var oneLine = json.ToArray();
        foreach (ref var b in oneLine.AsSpan())
        {
            if (b is (byte)'\n' or (byte)'\r') b = (byte)' ';
        }
        writer.WriteRawValue(oneLine, skipInputValidation: true);
    }

    /// <summary>Reads what <see cref="WriteJson"/> wrote; empty where it is absent.</summary>
    public static ReadOnlyMemory<byte> ReadJson(JsonElement json, string name)
    {
        if (json.TryGetProperty(name, out var value)) return Encoding.UTF8.GetBytes(value.GetRawText());
        return json.TryGetProperty(name + "Base64", out var base64) ? base64.GetBytesFromBase64() : default;
    }

    private static bool IsJson(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            while (reader.Read())
            {
            }
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool IsWhole(string value)
    {
        for (var i = 0; i < value.Length; i++)
        {
            if (!char.IsSurrogate(value[i])) continue;
            if (!char.IsHighSurrogate(value[i]) || i + 1 >= value.Length || !char.IsLowSurrogate(value[i + 1])) return false;
            i++;
        }
        return true;
    }

    private static string Escape(string value)
    {
        var text = new StringBuilder("\"", value.Length * 2);
        foreach (var c in value)
        {
            if (c is '"' or '\\' or < ' ' or > '~') text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            else text.Append(c);
        }
        return text.Append('"').ToString();
    }

    // Only what the writers above make: escapes and plain characters between two quotes.
    private static string Unescape(string raw)
    {
        var text = new StringBuilder(raw.Length);
        for (var i = 1; i < raw.Length - 1; i++)
        {
            if (raw[i] != '\\')
            {
                text.Append(raw[i]);
                continue;
            }
            var kind = raw[++i];
            if (kind == 'u')
            {
                text.Append((char)int.Parse(raw.AsSpan(i + 1, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                i += 4;
            }
            else
            {
                text.Append(kind switch { 'n' => '\n', 'r' => '\r', 't' => '\t', 'b' => '\b', 'f' => '\f', _ => kind });
            }
        }
        return text.ToString();
    }
}
