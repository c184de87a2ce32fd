using System.Text;
using System.Text.Json.Nodes;
using Catalogue.Classifier.Model;

namespace Catalogue.Classifier.Rules;

/// <summary>
/// A rule's example in short form: <c>name</c>, <c>name: description</c>, <c>name(path, action=create|delete): description</c>,
/// with annotations as <c>@readOnlyHint=true</c> and the server's name as <c>@server=name</c> in front.
/// </summary>
/// <param name="Definition">The tool it describes.</param>
/// <param name="Context">Its server, where the example names one.</param>
public sealed record ExampleTool(ToolDefinition Definition, ServerContext Context)
{
    /// <summary>Reads the short form.</summary>
    public static ExampleTool Parse(string text)
    {
        var annotations = new JsonObject();
        var server = "";
        while (text.StartsWith('@') && text.Split(' ', 2) is [var mark, var rest])
        {
            var (name, value) = Cut(mark[1..], '=');
            if (name == "server") server = value;
            else annotations[name] = value != "false";
            text = rest;
        }
        var open = text.IndexOf('(', StringComparison.Ordinal);
        var colon = text.IndexOf(": ", StringComparison.Ordinal);
        var properties = new JsonObject();
        var tool = text;
        string? description = null;
        if (open >= 0 && (colon < 0 || open < colon) && text.IndexOf(')', open) is var close and > 0)
        {
            foreach (var parameter in text[(open + 1)..close].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)) AddParameter(properties, parameter);
            tool = text[..open];
            description = close + 2 < text.Length ? text[(close + 2)..].Trim() : null;
        }
        else if (colon >= 0)
        {
            (tool, description) = (text[..colon], text[(colon + 2)..].Trim());
        }
        var definition = new ToolDefinition
        {
            Name = tool.Trim(),
            Description = description,
            InputSchema = properties.Count == 0 ? default : Bytes(new JsonObject { ["type"] = "object", ["properties"] = properties }),
            Annotations = annotations.Count == 0 ? default : Bytes(annotations),
        };
        return new ExampleTool(definition, server.Length == 0 ? ServerContext.None : new ServerContext(server, [definition.Name]));
    }

    private static void AddParameter(JsonObject properties, string parameter)
    {
        var (name, choices) = Cut(parameter, '=');
        var schema = new JsonObject { ["type"] = "string" };
        if (choices.Length > 0) schema["enum"] = new JsonArray([.. choices.Split('|').Select(choice => JsonValue.Create(choice))]);
        properties[name] = schema;
    }

    private static byte[] Bytes(JsonObject json) => Encoding.UTF8.GetBytes(json.ToJsonString());

    private static (string Left, string Right) Cut(string text, char mark)
    {
        var at = text.IndexOf(mark, StringComparison.Ordinal);
        return at < 0 ? (text, "") : (text[..at], text[(at + 1)..]);
    }
}
