using System.Text.Json.Nodes;
using Catalogue.Site.Policies;
using Catalogue.Site.Publishing;

namespace Catalogue.Site.Mcp;

/// <summary><c>get_policy</c>.</summary>
internal sealed class GetPolicyTool() : McpToolBase(
    "get_policy",
    "Get a ready-made policy",
    "A policy file that allows, limits, asks about, denies or hides the tools of one server, in the format of the reader's enforcement point.",
    $$$"""
    {"type":"object","properties":{
      "server":{"type":"string","description":"The server's name, slug, package or URL."},
      "format":{"type":"string","enum":[{{{string.Join(',', PolicyFormats.All.Select(format => $"\"{format.Id}\""))}}}],"description":"The enforcement point."},
      "tool":{"type":"string","description":"Only this tool; without it, all tools of the server."},
      "alias":{"type":"string","description":"The reader's own name for the server in their client."},
      "conditions":{"type":"boolean","description":"Narrow tools by conditions on their arguments where schema and format allow it. Default: false."}},
     "required":["server","format"],"additionalProperties":false}
    """,
    McpJson.Default.Policy)
{
    private const int MaxContent = 24_000;

    public override JsonNode Call(McpToolArguments arguments, McpToolContext context)
    {
        var server = Server(arguments, context);
        var format = PolicyFormats.Find(arguments.Text("format")) ?? throw new McpToolException($"'format' is one of {string.Join(", ", PolicyFormats.All.Select(one => one.Id))}.");
        var tool = arguments.Optional("tool") is { } name ? Tool(server, name) : null;
        var alias = arguments.Optional("alias");
        var conditions = arguments.Flag("conditions");
        if (alias is not null && ServerAlias.Fault(alias) is not null) throw new McpToolException($"An alias has 1 to {ServerAlias.MaxLength} characters: ASCII letters, digits, '-', '_' and '.'.");
        if (tool is { Present: false }) throw new McpToolException("The server no longer lists this tool: there is nothing to enforce.");
        var stats = context.Catalogue.Stats;
        var stamp = new PolicyStamp(SiteContext.Version, stats.RuleSet, DateOnly.FromDateTime(stats.PublishedAt.UtcDateTime));
        var file = format.Write(new PolicyRequest([server], tool?.Record.Name, alias, stamp) { Decisions = context.Site.Decisions, Conditions = conditions });
        var omitted = file.Content.Length > MaxContent;
        var url = context.Origin + SiteRoutes.Policy(server.Record.Slug, tool?.Record.Slug, format.Id, format.Extension) + Query(alias, conditions);
        var answer = new McpAnswers.Policy(McpAnswers.Notice, format.Id, file.MediaType, file.FileName, url, omitted, new McpAnswers.PolicyText(omitted ? null : file.Content, file.Summary, file.Notes));
        return McpAnswers.ToJson(answer, McpJson.Default.Policy);
    }

    private static string Query(string? alias, bool conditions)
    {
        List<string> parts = [];
        if (alias is not null) parts.Add("alias=" + Uri.EscapeDataString(alias));
        if (conditions) parts.Add("conditions=on");
        return parts.Count == 0 ? "" : "?" + string.Join('&', parts);
    }
}
