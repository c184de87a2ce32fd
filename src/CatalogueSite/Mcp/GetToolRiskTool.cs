using System.Text.Json.Nodes;
using Catalogue.Classifier.Model;
using Catalogue.Site.Policies;
using Catalogue.Site.Publishing;

namespace Catalogue.Site.Mcp;

/// <summary><c>get_tool_risk</c>.</summary>
internal sealed class GetToolRiskTool() : McpToolBase(
    "get_tool_risk",
    "Get a tool's risk",
    "What the worst call of one tool can do, how sure the catalogue is, the evidence for and against, findings in its definition, and what a policy should do with it.",
    """
    {"type":"object","properties":{
      "server":{"type":"string","description":"The server's name, slug, package or URL."},
      "tool":{"type":"string","description":"The tool's name or slug."}},
     "required":["server","tool"],"additionalProperties":false}
    """,
    McpJson.Default.ToolRisk)
{
    private const int MaxReasons = 8;
    private const int MaxDescription = 500;
    private const int MaxSpan = 120;

    public override JsonNode Call(McpToolArguments arguments, McpToolContext context)
    {
        var server = Server(arguments, context);
        var tool = Tool(server, arguments.Text("tool"));
        var (record, verdict) = tool;
        var decision = DecisionTable.Default.Decide(verdict);
        var answer = new McpAnswers.ToolRisk(
            McpAnswers.Notice, server.Record.Slug, record.Slug, tool.Present, verdict.Category.ToString(), verdict.Risk.ToString(), verdict.Confidence.ToString(), verdict.Contested,
            [.. CapabilityNames.Split(verdict.Capabilities)],
            new McpAnswers.Suggestion(decision.Kind.ToString().ToLowerInvariant(), decision.PerMinute, decision.Because),
            Reasons(verdict.Evidence, context), Reasons(verdict.CounterEvidence, context),
            [.. verdict.Findings.Take(MaxReasons).Select(finding => new McpAnswers.Fault(finding.Rule, finding.Class.ToString().ToLowerInvariant(), finding.Severity.ToString(), RuleUrl(context, finding.Rule), Span(finding.Where)))],
            verdict.Definition, context.Origin + SiteRoutes.Tool(server.Record.Slug, record.Slug),
            new McpAnswers.ToolText(server.Record.Name, record.Name, record.Definition.Title, Short(record.Definition.Description, MaxDescription)));
        return McpAnswers.ToJson(answer, McpJson.Default.ToolRisk);
    }

    private static List<McpAnswers.Reason> Reasons(IReadOnlyList<Evidence> evidence, McpToolContext context) =>
        [.. evidence.OrderByDescending(one => one.Weight).Take(MaxReasons).Select(one => new McpAnswers.Reason(one.Rule, one.For, one.Weight, RuleUrl(context, one.Rule), Span(one.Where)))];

    private static McpAnswers.Span Span(Classifier.Model.Span where) => new(Short(where.Field, MaxSpan)!, Short(where.Text, MaxSpan)!);

    private static string RuleUrl(McpToolContext context, string rule) => $"{context.Origin}/rules/{rule}/";
}
