using Catalogue.Site.Publishing;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Catalogue.Site.Mcp;

/// <summary>The catalogue's own MCP server: what it says of itself, and its tools.</summary>
internal static class CatalogueMcpServer
{
    /// <summary>Every tool. A new one is one class and one line here.</summary>
    public static IReadOnlyList<IMcpTool> Tools { get; } =
    [
        new SearchToolsTool(),
        new GetToolRiskTool(),
        new GetServerRiskTool(),
        new GetPolicyTool(),
        new CheckStackTool(),
    ];

    /// <summary>The options for one request.</summary>
    /// <param name="context">What calls are answered from, or null before the first generation.</param>
    public static McpServerOptions Options(McpToolContext? context) => new()
    {
        ServerInfo = new Implementation { Name = "mcp-risk-catalogue", Title = "MCP risk catalogue", Version = SiteContext.Version },
        ServerInstructions = "Ask before connecting to an MCP server or calling one of its tools: what the worst call can do, and a policy against it. " + McpAnswers.Notice,
        Capabilities = new ServerCapabilities { Tools = new ToolsCapability() },
        Handlers = new McpServerHandlers
        {
            ListToolsHandler = (_, _) => ValueTask.FromResult(new ListToolsResult { Tools = [.. Tools.Select(tool => tool.Definition)] }),
            CallToolHandler = (request, _) => ValueTask.FromResult(Call(request.Params, context)),
        },
    };

    private static CallToolResult Call(CallToolRequestParams? call, McpToolContext? context)
    {
        var tool = Tools.FirstOrDefault(tool => tool.Definition.Name == call?.Name) ?? throw new McpProtocolException("There is no tool of this name.", McpErrorCode.InvalidParams);
        if (context is null) return Failed("Nothing is published yet: the first generation is still being made. Ask again in a few seconds.");
        try
        {
            var answer = tool.Call(new McpToolArguments(call!.Arguments), context);
            return new CallToolResult { Content = [new TextContentBlock { Text = McpAnswers.ToText(answer) }], StructuredContent = System.Text.Json.JsonSerializer.SerializeToElement(answer) };
        }
        catch (McpToolException error)
        {
            return Failed(error.Message);
        }
    }

    private static CallToolResult Failed(string message) => new() { IsError = true, Content = [new TextContentBlock { Text = message }] };
}
