using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Serialization;

namespace Catalogue.Site.Tests.Support;

/// <summary>
/// Validates JSON against the component schemas of an OpenAPI file: the keywords that such files use. The registry's own
/// description forgets <c>statusChangedAt</c>, which its code sends: that one member is let through.
/// </summary>
internal sealed class OpenApiSchema
{
    private readonly JsonObject _document;

    private OpenApiSchema(JsonObject document) => _document = document;

    public static OpenApiSchema Load(string yamlFile)
    {
        var yaml = new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build().Deserialize<object>(File.ReadAllText(yamlFile));
        return new OpenApiSchema((JsonObject)ToJson(yaml)!);
    }

    public static OpenApiSchema Parse(string json) => new((JsonObject)JsonNode.Parse(json)!);

    public List<string> Validate(string json, string component) => Check(JsonNode.Parse(json), _document["components"]!["schemas"]![component]!);

    public List<string> Check(JsonNode? value, JsonNode schema)
    {
        var faults = new List<string>();
        Check(value, schema, "$", faults);
        return faults;
    }

    private void Check(JsonNode? value, JsonNode schema, string path, List<string> faults)
    {
        if (schema is not JsonObject rules) return;
        if (rules["$ref"] is { } reference)
        {
            Check(value, Resolve(reference.GetValue<string>()), path, faults);
            return;
        }
        foreach (var part in rules["allOf"]?.AsArray() ?? []) Check(value, part!, path, faults);
        if (rules["anyOf"] is JsonArray any && any.All(part => Faults(value, part!).Count > 0)) faults.Add($"{path}: matches none of anyOf");
        if (rules["type"] is { } type && !TypeMatches(value, type)) faults.Add($"{path}: is not {type.ToJsonString()}");
        if (rules["enum"] is JsonArray choices && !choices.Any(choice => JsonNode.DeepEquals(choice, value))) faults.Add($"{path}: {value?.ToJsonString()} is not in {choices.ToJsonString()}");
        if (value is JsonValue text && text.GetValueKind() == JsonValueKind.String) CheckText(text.GetValue<string>(), rules, path, faults);
        if (value is JsonArray list && rules["items"] is { } items)
        {
            for (var i = 0; i < list.Count; i++) Check(list[i], items, $"{path}[{i}]", faults);
        }
        if (value is JsonObject members) CheckObject(members, rules, path, faults);
    }

    private void CheckObject(JsonObject value, JsonObject rules, string path, List<string> faults)
    {
        foreach (var name in rules["required"]?.AsArray() ?? [])
        {
            if (!value.ContainsKey(name!.GetValue<string>())) faults.Add($"{path}: lacks {name}");
        }
        var properties = rules["properties"] as JsonObject;
        foreach (var (name, member) in value)
        {
            if (properties?[name] is { } known) Check(member, known, $"{path}.{name}", faults);
            else if (rules["additionalProperties"] is JsonValue more && more.GetValueKind() == JsonValueKind.False && name != "statusChangedAt") faults.Add($"{path}: {name} is not allowed");
            else if (rules["additionalProperties"] is JsonObject others) Check(member, others, $"{path}.{name}", faults);
        }
    }

    private static void CheckText(string text, JsonObject rules, string path, List<string> faults)
    {
        if (rules["minLength"] is { } least && text.Length < least.GetValue<double>()) faults.Add($"{path}: is too short");
        if (rules["maxLength"] is { } most && text.Length > most.GetValue<double>()) faults.Add($"{path}: is too long");
        if (rules["pattern"] is { } pattern && !Regex.IsMatch(text, pattern.GetValue<string>())) faults.Add($"{path}: does not match {pattern}");
        if (rules["format"]?.GetValue<string>() == "date-time" && !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _)) faults.Add($"{path}: is no date-time");
    }

    private List<string> Faults(JsonNode? value, JsonNode schema) => Check(value, schema);

    private JsonNode Resolve(string reference)
    {
        JsonNode node = _document;
        foreach (var part in reference.TrimStart('#', '/').Split('/')) node = node[part]!;
        return node;
    }

    private static bool TypeMatches(JsonNode? value, JsonNode type) =>
        type is JsonArray several ? several.Any(one => TypeMatches(value, one!)) : (value?.GetValueKind() ?? JsonValueKind.Null) switch
        {
            JsonValueKind.Object => type.GetValue<string>() == "object",
            JsonValueKind.Array => type.GetValue<string>() == "array",
            JsonValueKind.String => type.GetValue<string>() == "string",
            JsonValueKind.Number => type.GetValue<string>() is "number" || (type.GetValue<string>() == "integer" && value!.GetValue<double>() % 1 == 0),
            JsonValueKind.True or JsonValueKind.False => type.GetValue<string>() == "boolean",
            _ => type.GetValue<string>() == "null",
        };

    private static JsonNode? ToJson(object? yaml) => yaml switch
    {
        null => null,
        IDictionary<object, object> map => new JsonObject(map.Select(pair => KeyValuePair.Create(Convert.ToString(pair.Key, CultureInfo.InvariantCulture)!, ToJson(pair.Value)))),
        IList<object> list => new JsonArray([.. list.Select(ToJson)]),
        bool flag => JsonValue.Create(flag),
        string text => JsonValue.Create(text),
        _ => JsonValue.Create(Convert.ToDouble(yaml, CultureInfo.InvariantCulture)),
    };
}
