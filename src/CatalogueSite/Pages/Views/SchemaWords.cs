using System.Text;
using System.Text.Json;
using Catalogue.Site.Pages.Text;

namespace Catalogue.Site.Pages.Views;

/// <summary>Types and limits of a JSON Schema in a few words.</summary>
internal static class SchemaWords
{
    private static readonly string[] Unions = ["anyOf", "oneOf"];

    /// <summary>The type: <c>string</c>, <c>array of string</c>, <c>string or null</c>; <c>anything</c> where the schema doesn't say.</summary>
    public static string TypeOf(JsonElement schema, int depth = 0)
    {
        if (schema.ValueKind != JsonValueKind.Object || depth > 3) return "anything";
        foreach (var union in Unions)
        {
            if (schema.TryGetProperty(union, out var options) && options.ValueKind == JsonValueKind.Array && options.GetArrayLength() > 0)
            {
                return string.Join(" or ", options.EnumerateArray().Select(option => TypeOf(option, depth + 1)).Distinct().Take(4));
            }
        }
        if (!schema.TryGetProperty("type", out var type))
        {
            if (schema.TryGetProperty("$ref", out var link) && link.ValueKind == JsonValueKind.String) return Last(TextOf(link));
            return schema.TryGetProperty("enum", out _) ? "one of" : schema.TryGetProperty("properties", out _) ? "object" : "anything";
        }
        var name = type.ValueKind switch
        {
            JsonValueKind.String => TextOf(type),
            JsonValueKind.Array => string.Join(" or ", type.EnumerateArray().Where(t => t.ValueKind == JsonValueKind.String).Select(TextOf).Take(4)),
            _ => "anything",
        };
        if (name == "array" && schema.TryGetProperty("items", out var items)) return "array of " + TypeOf(items, depth + 1);
        return schema.TryGetProperty("format", out var format) && format.ValueKind == JsonValueKind.String
            ? $"{Summary.OneLine(name, 40)} ({Summary.OneLine(TextOf(format), 30)})"
            : Summary.OneLine(name, 40);
    }

    /// <summary>Bounds of numbers, lengths and counts, and the pattern; empty where there are none.</summary>
    public static string LimitsOf(JsonElement schema)
    {
        var words = new StringBuilder();
        AppendRange(words, schema, "minimum", "maximum", "");
        AppendRange(words, schema, "minLength", "maxLength", " characters");
        AppendRange(words, schema, "minItems", "maxItems", " items");
        if (schema.TryGetProperty("pattern", out var pattern) && pattern.ValueKind == JsonValueKind.String)
        {
            if (words.Length > 0) words.Append("; ");
            words.Append("like ").Append(Summary.OneLine(TextOf(pattern), 60));
        }
        return words.ToString();
    }

    /// <summary>The name of a property; words in its place where it holds half a character.</summary>
    public static string NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return "(a name with half a character)";
        }
    }

    /// <summary>The string of a JSON string value; its raw text where it holds half a character.</summary>
    public static string TextOf(JsonElement value)
    {
        try
        {
            return value.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            return value.GetRawText();
        }
    }

    private static void AppendRange(StringBuilder words, JsonElement schema, string low, string high, string unit)
    {
        var from = Number(schema, low);
        var to = Number(schema, high);
        if (from is null && to is null) return;
        if (words.Length > 0) words.Append("; ");
        words.Append((from, to) switch
        {
            (not null, not null) => $"{from} to {to}{unit}",
            (not null, null) => $"at least {from}{unit}",
            _ => $"at most {to}{unit}",
        });
    }

    private static string? Number(JsonElement schema, string name) =>
        schema.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? Summary.OneLine(value.GetRawText(), 24) : null;

    private static string Last(string link) => Summary.OneLine(link[(link.LastIndexOf('/') + 1)..], 40);
}
