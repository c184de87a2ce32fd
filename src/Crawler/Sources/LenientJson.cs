using System.Text.Json;

namespace Catalogue.Crawler.Sources;

/// <summary>Reads strangers' JSON: a member of the wrong type counts as absent; one of several spellings will do.</summary>
internal static class LenientJson
{
    /// <summary>The first of the members that is there and is not null; otherwise an undefined element.</summary>
    public static JsonElement Get(this JsonElement json, params ReadOnlySpan<string> names)
    {
        if (json.ValueKind != JsonValueKind.Object) return default;
        foreach (var name in names)
        {
            if (json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null) return value;
        }
        return default;
    }

    /// <summary>The text of the first of the members that is a text, or null. Numbers and booleans count by their literal; blanks as absent.</summary>
    public static string? Text(this JsonElement json, params ReadOnlySpan<string> names)
    {
        var value = json.Get(names);
        var text = value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
            _ => null,
        };
        return string.IsNullOrWhiteSpace(text) ? null : text;
    }

    /// <summary>True when the first of the members is true.</summary>
    public static bool Flag(this JsonElement json, params ReadOnlySpan<string> names) =>
        json.Get(names) is { ValueKind: JsonValueKind.True } || json.Text(names) is "true";

    /// <summary>The items of the first of the members, at most <paramref name="most"/>; none when it is no list.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement json, int most, params ReadOnlySpan<string> names)
    {
        var list = json.Get(names);
        return list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().Take(most) : [];
    }

    /// <summary>The text without blanks around it when it has at most so many characters, otherwise null.</summary>
    public static string? Within(this string? text, int most)
    {
        var trimmed = text?.Trim();
        return trimmed is { Length: > 0 } && trimmed.Length <= most ? trimmed : null;
    }

    /// <summary>The text cut to at most so many characters, never through a surrogate pair.</summary>
    public static string? Cut(this string? text, int most)
    {
        var trimmed = text?.Trim();
        if (trimmed is null or { Length: 0 }) return null;
        if (trimmed.Length <= most) return trimmed;
        return char.IsHighSurrogate(trimmed[most - 1]) ? trimmed[..(most - 1)] : trimmed[..most];
    }
}
