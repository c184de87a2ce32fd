using System.Text.Json;
using System.Text.Json.Nodes;

namespace Catalogue.Crawler.Tests.Inspection.Packages;

/// <summary>An honest MCP server over stdio that needs nothing but .NET: what the tests put into a .NET tool.</summary>
internal static class StdioTool
{
    /// <summary>Serves until its input ends.</summary>
    public static async Task<int> RunAsync()
    {
        while (await Console.In.ReadLineAsync() is { } line)
        {
            if (JsonNode.Parse(line) is not JsonObject request || request["id"] is not { } id) continue;
            var reply = (string?)request["method"] switch
            {
                "initialize" => """{"protocolVersion":"2025-06-18","capabilities":{"tools":{}},"serverInfo":{"name":"tool","version":"1.0.0"}}""",
                "tools/list" => """{"tools":[{"name":"from_tool","inputSchema":{"type":"object"}}]}""",
                _ => null,
            };
            var member = reply is null ? "error" : "result";
            var answer = new JsonObject { ["jsonrpc"] = "2.0", ["id"] = id.DeepClone(), [member] = JsonNode.Parse(reply ?? """{"code":-32601,"message":"Method not found"}""") };
            await Console.Out.WriteLineAsync(answer.ToJsonString(JsonSerializerOptions.Default));
        }
        return 0;
    }
}
