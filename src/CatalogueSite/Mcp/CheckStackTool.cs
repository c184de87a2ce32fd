using System.Text.Json.Nodes;
using Catalogue.Classifier.Flows;
using Catalogue.Classifier.Model;
using Catalogue.Crawler.Model;
using Catalogue.Site.Publishing;

namespace Catalogue.Site.Mcp;

/// <summary><c>check_stack</c>.</summary>
internal sealed class CheckStackTool() : McpToolBase(
    "check_stack",
    "Check a set of servers",
    "The risk of several MCP servers that one agent uses together: the worst level, servers the catalogue does not know, and toxic flows across them (private data, untrusted content and a way out).",
    """
    {"type":"object","properties":{"servers":{"type":"array","items":{"type":"string"},"minItems":1,"maxItems":50,"description":"Names, slugs, packages (npm:NAME, pypi:NAME or NAME) or URLs."}},"required":["servers"],"additionalProperties":false}
    """,
    McpJson.Default.Stack)
{
    private const int MaxServers = 50;
    private const int MaxBreakers = 10;

    public override JsonNode Call(McpToolArguments arguments, McpToolContext context)
    {
        var asked = arguments.List("servers", MaxServers);
        var servers = asked.Select(name => (Asked: name, Server: StackIndex.Find(context.Catalogue, name))).ToList();
        var known = servers.Select(pair => pair.Server).OfType<AssessedServer>().DistinctBy(server => server.Record.Slug).ToList();
        var slugs = known.ToDictionary(server => server.Record.Name, server => server.Record.Slug, StringComparer.Ordinal);
        var flow = ToxicFlow.Find(known.SelectMany(server => server.PresentTools.Select(tool => new FlowTool(server.Record.Name, tool.Record.Name, tool.Verdict.Capabilities))));
        var answer = new McpAnswers.Stack(
            McpAnswers.Notice, servers.Count(pair => pair.Server is not null), servers.Count(pair => pair.Server is null),
            known.Max(server => server.Risk)?.ToString(), flow.Kind.ToString(), Meaning(flow.Kind),
            [.. flow.Break.Take(MaxBreakers).Select(tool => new McpAnswers.FlowTool(slugs[tool.Server], new McpAnswers.NameText(tool.Tool)))],
            [.. servers.Select(pair => Line(pair.Asked, pair.Server, context))]);
        return McpAnswers.ToJson(answer, McpJson.Default.Stack);
    }

    private static McpAnswers.StackServer Line(string asked, AssessedServer? server, McpToolContext context) => server is null
        ? new McpAnswers.StackServer(false, null, null, null, 0, 0, null, new McpAnswers.AskedText(asked, null))
        : new McpAnswers.StackServer(true, server.Record.Slug, server.Risk?.ToString(), server.Record.Observation.Outcome.ToName(), server.PresentTools.Count(),
            server.PresentTools.Count(tool => tool.Verdict.Risk == RiskLevel.Critical), context.Origin + SiteRoutes.Server(server.Record.Slug), new McpAnswers.AskedText(asked, server.Record.Name));

    private static string Meaning(FlowKind kind) => kind switch
    {
        FlowKind.Direct => "These servers together can read private data, take in text that others wrote, and send something out: text that others wrote may make an agent leak.",
        FlowKind.Indirect => "These servers together can read private data and take in text that others wrote; a fetch, a browser or code can carry data out.",
        _ => "Among the tools that are known, a leg of the flow is missing. Servers that are not known may have it.",
    };
}
