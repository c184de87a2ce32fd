using System.Text.Json.Nodes;
using Catalogue.Site.Publishing;
using Catalogue.Site.Search;

namespace Catalogue.Site.Mcp;

/// <summary><c>search_tools</c>.</summary>
internal sealed class SearchToolsTool() : McpToolBase(
    "search_tools",
    "Search tools",
    "Finds tools of MCP servers in the risk catalogue by name, words or what they do. Filters may stand in the query: risk:critical category:destructive cap:executes-code server:NAME has:finding is:contested.",
    """
    {"type":"object","properties":{
      "query":{"type":"string","description":"Words, \"phrases\", -excluded words and filters."},
      "limit":{"type":"integer","minimum":1,"maximum":25,"default":10,"description":"How many tools to return."}},
     "required":["query"],"additionalProperties":false}
    """,
    McpJson.Default.Found)
{
    private const int MaxSummary = 160;

    public override JsonNode Call(McpToolArguments arguments, McpToolContext context)
    {
        var results = context.Catalogue.Search.Search(new SearchQuery(arguments.Text("query")) { Limit = arguments.Number("limit", 10, 1, 25) });
        if (results.Unavailable is not null) throw new McpToolException("The catalogue's search index can't be read at the moment. get_server_risk and get_tool_risk answer meanwhile.");
        var tools = results.Hits.Select(hit => new McpAnswers.FoundTool(
            hit.ServerSlug, hit.ToolSlug, hit.Category.ToString(), hit.Risk.ToString(), hit.Contested, hit.Findings, context.Origin + SiteRoutes.Tool(hit.ServerSlug, hit.ToolSlug),
            new McpAnswers.ToolText(hit.ServerName, hit.Tool, hit.Title, Short(hit.Summary, MaxSummary))));
        return McpAnswers.ToJson(new McpAnswers.Found(McpAnswers.Notice, results.Total, results.TotalIsLowerBound, [.. tools]), McpJson.Default.Found);
    }
}
