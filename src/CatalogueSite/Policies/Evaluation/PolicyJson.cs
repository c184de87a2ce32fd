using System.Text.Json;

namespace Catalogue.Site.Policies.Evaluation;

/// <summary>Strict reading of policy JSON: every complaint says where in the file, and what is allowed.</summary>
internal static class PolicyJson
{
    public static JsonElement True { get; } = JsonDocument.Parse("true").RootElement;

    public static JsonDocument Read(string json)
    {
        try
        {
            return JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false });
        }
        catch (JsonException error)
        {
            throw new PolicyFileException("", "not JSON: " + error.Message, error);
        }
    }

    public static void CheckMembers(string where, JsonElement value, string[] allowed)
    {
        foreach (var member in Object(where, value))
        {
            if (!allowed.Contains(member.Name)) throw new PolicyFileException(where, $"'{member.Name}' is not known here; allowed: {string.Join(", ", allowed)}.");
        }
    }

    public static JsonElement.ObjectEnumerator Object(string where, JsonElement value) =>
        value.ValueKind == JsonValueKind.Object ? value.EnumerateObject() : throw new PolicyFileException(where, "must be an object.");

    public static string Text(string where, JsonElement holder, string name) =>
        holder.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : throw new PolicyFileException(where, $"needs '{name}', a string.");

    public static int Count(string where, JsonElement holder, string name) =>
        holder.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= 0
            ? number
            : throw new PolicyFileException(where, $"needs '{name}', a whole number from 0.");

    public static IEnumerable<JsonElement> Items(string where, JsonElement holder, string name)
    {
        if (!holder.TryGetProperty(name, out var list)) return [];
        return list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : throw new PolicyFileException(where, "must be a list.");
    }

    public static IEnumerable<string> Strings(string where, JsonElement holder, string name) =>
        Items(where, holder, name).Select(item => item.ValueKind == JsonValueKind.String ? item.GetString()! : throw new PolicyFileException(where, "must hold strings only."));

    public static CounterWindow Window(string where, string word) => word switch
    {
        "minute" => CounterWindow.Minute,
        "hour" => CounterWindow.Hour,
        "day" => CounterWindow.Day,
        _ => throw new PolicyFileException(where, $"'{word}' is not one of minute, hour, day."),
    };
}
