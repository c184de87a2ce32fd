using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Catalogue.Site.Tests.Support;
using ModelContextProtocol.Client;

namespace Catalogue.Site.Tests.Mcp;

/// <summary>The catalogue lists itself: what the source file declares is what <c>/mcp</c> says of itself.</summary>
public sealed class OwnDefinitionTests
{
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.Default };

    [Fact]
    public async Task The_declared_definitions_are_those_that_the_endpoint_lists()
    {
        await using var host = await DoorHost.StartAsync(await Api.DoorFixtures.CatalogueAsync());
        await using var client = await McpClient.CreateAsync(new HttpClientTransport(new HttpClientTransportOptions { Endpoint = new Uri(host.Address, "/mcp"), TransportMode = HttpTransportMode.StreamableHttp }));
        var lines = (await client.ListToolsAsync()).Select(tool =>
        {
            var definition = tool.ProtocolTool;
            var line = new JsonObject { ["server"] = "mcp-risk-catalogue", ["server_title"] = "MCP risk catalogue", ["tool"] = definition.Name, ["title"] = definition.Title, ["description"] = definition.Description };
            line["inputSchema"] = JsonNode.Parse(definition.InputSchema.GetRawText());
            line["outputSchema"] = JsonNode.Parse(definition.OutputSchema!.Value.GetRawText());
            line["annotations"] = JsonSerializer.SerializeToNode(new { readOnlyHint = definition.Annotations!.ReadOnlyHint, destructiveHint = definition.Annotations.DestructiveHint, idempotentHint = definition.Annotations.IdempotentHint, openWorldHint = definition.Annotations.OpenWorldHint });
            return line.ToJsonString(Compact);
        });
        Golden.ShouldMatch(string.Join('\n', lines) + "\n", "../../data/sources/declared/mcp-risk-catalogue.jsonl");
    }

    [Fact]
    public async Task We_rate_ourselves_as_anybody_else()
    {
        await using var host = await DoorHost.StartAsync(await Api.DoorFixtures.CatalogueAsync());
        await using var client = await McpClient.CreateAsync(new HttpClientTransport(new HttpClientTransportOptions { Endpoint = new Uri(host.Address, "/mcp"), TransportMode = HttpTransportMode.StreamableHttp }));
        var tools = (await client.ListToolsAsync()).Select(tool => Assessed.Tool(tool.Name, tool.ProtocolTool.Description, tool.ProtocolTool.InputSchema.GetRawText(), """{"readOnlyHint":true}"""));
        var server = Assessed.Server("mcp-risk-catalogue", [.. tools]);
        server.Tools.ShouldAllBe(tool => tool.Verdict.Category == Classifier.Model.Category.Read);
        server.Tools.ShouldAllBe(tool => !tool.Verdict.Findings.Any(finding => finding.Class == Classifier.Model.FindingClass.Poisoning));
    }
}
