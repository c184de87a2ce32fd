using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Catalogue.Site.Api;
using Catalogue.Site.Publishing;
using ModelContextProtocol.Protocol;

namespace Catalogue.Site.Mcp;

/// <summary>What our tools share: a definition that says they only read, and how a server or tool is found.</summary>
internal abstract class McpToolBase : IMcpTool
{
    protected McpToolBase(string name, string title, string description, string inputSchema, JsonTypeInfo answer) => Definition = new Tool
    {
        Name = name,
        Title = title,
        Description = description,
        InputSchema = JsonDocument.Parse(inputSchema).RootElement,
        OutputSchema = McpAnswers.Schema(answer),
        Annotations = new ToolAnnotations { Title = title, ReadOnlyHint = true, DestructiveHint = false, IdempotentHint = true, OpenWorldHint = false },
    };

    /// <inheritdoc/>
    public Tool Definition { get; }

    /// <inheritdoc/>
    public abstract JsonNode Call(McpToolArguments arguments, McpToolContext context);

    protected static AssessedServer Server(McpToolArguments arguments, McpToolContext context) =>
        StackIndex.Find(context.Catalogue, arguments.Text("server"))
        ?? throw new McpToolException("No server of this name, slug, package or URL is in the catalogue. That says nothing about its risk. search_tools finds servers by words.");

    protected static AssessedTool Tool(AssessedServer server, string name) =>
        ApiModule.Find(server, name) ?? throw new McpToolException("This server has no tool of this name or slug in the catalogue. get_server_risk names its worst tools; search_tools with server: finds the others.");

    protected static string? Short(string? text, int length) => text is null || text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)] + "…";
}
