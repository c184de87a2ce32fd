using System.Text.Json;
using System.Text.Json.Nodes;
using Catalogue.Site.Publishing;
using ModelContextProtocol.Protocol;

namespace Catalogue.Site.Mcp;

/// <summary>One tool of the catalogue's own MCP server.</summary>
internal interface IMcpTool
{
    /// <summary>What <c>tools/list</c> says of it.</summary>
    Tool Definition { get; }

    /// <summary>Answers a call.</summary>
    /// <exception cref="McpToolException">The arguments can't be used, or there is nothing of that name.</exception>
    JsonNode Call(McpToolArguments arguments, McpToolContext context);
}

/// <summary>What a call is answered from.</summary>
/// <param name="Catalogue">The generation that readers see now.</param>
/// <param name="Site">The rule set and the attack library.</param>
/// <param name="Origin">The public URL without a slash at the end, or empty.</param>
internal sealed record McpToolContext(IPublishedCatalogue Catalogue, SiteContext Site, string Origin);

/// <summary>A call that can't be answered, in our own words: the caller's text is never repeated.</summary>
internal sealed class McpToolException(string message) : Exception(message);

/// <summary>The arguments of a call, read strictly.</summary>
internal sealed class McpToolArguments(IDictionary<string, JsonElement>? arguments)
{
    private const int MaxText = 2048;

    public string Text(string name) => Optional(name) ?? throw new McpToolException($"The argument '{name}' is missing.");

    public string? Optional(string name)
    {
        if (Find(name) is not { } value) return null;
        if (value.ValueKind != JsonValueKind.String) throw new McpToolException($"The argument '{name}' must be a string.");
        var text = value.GetString()!;
        return text.Length <= MaxText ? text : throw new McpToolException($"The argument '{name}' may have at most {MaxText} characters.");
    }

    public bool Flag(string name) => Find(name) is { } value && (value.ValueKind is JsonValueKind.True or JsonValueKind.False
        ? value.GetBoolean()
        : throw new McpToolException($"The argument '{name}' must be true or false."));

    public int Number(string name, int standard, int min, int max)
    {
        if (Find(name) is not { } value) return standard;
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= min && number <= max
            ? number
            : throw new McpToolException($"The argument '{name}' must be a whole number from {min} to {max}.");
    }

    public IReadOnlyList<string> List(string name, int max)
    {
        if (Find(name) is not { ValueKind: JsonValueKind.Array } list) throw new McpToolException($"The argument '{name}' must be a list of strings.");
        if (list.GetArrayLength() == 0 || list.GetArrayLength() > max) throw new McpToolException($"The argument '{name}' must have 1 to {max} items.");
        return [.. list.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.String && item.GetString() is { Length: > 0 and <= MaxText } text
            ? text
            : throw new McpToolException($"The items of '{name}' must be strings of 1 to {MaxText} characters."))];
    }

    private JsonElement? Find(string name) => arguments is not null && arguments.TryGetValue(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
}
