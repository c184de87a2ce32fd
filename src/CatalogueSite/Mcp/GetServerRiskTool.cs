using System.Text.Json.Nodes;
using Catalogue.Classifier.Model;
using Catalogue.Crawler.Model;
using Catalogue.Site.Publishing;

namespace Catalogue.Site.Mcp;

/// <summary><c>get_server_risk</c>.</summary>
internal sealed class GetServerRiskTool() : McpToolBase(
    "get_server_risk",
    "Get a server's risk",
    "The risk of one MCP server: its worst tools, counts by category and risk, whether its tools together can leak data, and how and when it was observed. A server without observed tools has no risk level, which does not mean safe.",
    """
    {"type":"object","properties":{"server":{"type":"string","description":"The server's name, slug, package or URL."}},"required":["server"],"additionalProperties":false}
    """,
    McpJson.Default.ServerRisk)
{
    private const int MaxTools = 10;
    private const int MaxDescription = 300;

    public override JsonNode Call(McpToolArguments arguments, McpToolContext context)
    {
        var server = Server(arguments, context);
        var record = server.Record;
        var present = server.PresentTools.ToList();
        var worst = present.OrderByDescending(tool => tool.Verdict.Risk).ThenByDescending(tool => tool.Verdict.Category).ThenBy(tool => tool.Record.Slug, StringComparer.Ordinal).Take(MaxTools);
        var answer = new McpAnswers.ServerRisk(
            McpAnswers.Notice, record.Slug, server.Risk?.ToString(), record.Observation.Outcome.ToName(), Meaning(record.Observation.Outcome), record.Observation.LastGoodAt, present.Count,
            Enum.GetValues<Category>().ToDictionary(value => value.ToString(), value => present.Count(tool => tool.Verdict.Category == value)),
            Enum.GetValues<RiskLevel>().ToDictionary(value => value.ToString(), value => present.Count(tool => tool.Verdict.Risk == value)),
            server.Flow.Kind.ToString(), server.Findings.Count + present.Sum(tool => tool.Verdict.Findings.Count),
            [.. worst.Select(tool => new McpAnswers.RiskyTool(tool.Record.Slug, tool.Verdict.Category.ToString(), tool.Verdict.Risk.ToString(),
                context.Origin + SiteRoutes.Tool(record.Slug, tool.Record.Slug), new McpAnswers.NameText(tool.Record.Name)))],
            context.Origin + SiteRoutes.Server(record.Slug),
            new McpAnswers.ServerText(record.Name, record.Title, Short(record.Description, MaxDescription)));
        return McpAnswers.ToJson(answer, McpJson.Default.ServerRisk);
    }

    private static string Meaning(Outcome outcome) => outcome switch
    {
        Outcome.Observed => "The running server was asked and gave its whole list of tools.",
        Outcome.Partial => "The running server gave a part of its list of tools; there may be more.",
        Outcome.Declared => "The tools come from a declaration, not from the running server.",
        Outcome.Withdrawn => "The registry or its author withdrew this server.",
        _ => "Its tools were not observed in the last attempt: nothing is known of what it may list now.",
    };
}
