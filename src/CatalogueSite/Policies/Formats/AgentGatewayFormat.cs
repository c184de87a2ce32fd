using Catalogue.Site.Policies.Text;

namespace Catalogue.Site.Policies.Formats;

/// <summary>
/// agentgateway's CEL rules. Only allow rules are written: a deny rule fails open when its expression fails.
/// </summary>
public sealed class AgentGatewayFormat : PolicyFormat
{
    /// <inheritdoc/>
    public override string Id => "agentgateway";

    /// <inheritdoc/>
    public override string Title => "agentgateway";

    /// <inheritdoc/>
    public override string Extension => "yaml";

    /// <inheritdoc/>
    public override string MediaType => "application/yaml";

    /// <inheritdoc/>
    public override string UnknownTools => "denied, since the rules are an allow list.";

    /// <inheritdoc/>
    public override string HowToInstall => "Put mcpAuthorization into the policies of the route that leads to the server.";

    /// <inheritdoc/>
    public override string? ArgumentsFault => "When it decides, its rules see the tool's name and target; a call's arguments are there only afterwards, for logs.";

    /// <inheritdoc/>
    protected override IReadOnlyList<DecisionKind> Knows => [DecisionKind.Allow, DecisionKind.Deny, DecisionKind.Hide];

    /// <inheritdoc/>
    protected override bool KeysOnServer => true;

    /// <inheritdoc/>
    protected override IEnumerable<string> OwnNotes(WrittenPlan plan)
    {
        yield return "An allow list denies the server's prompts and resources too: add rules on mcp.prompt.name and mcp.resource.name for those you want.";
    }

    /// <inheritdoc/>
    protected override string WriteText(WrittenPlan plan, IReadOnlyList<string> notes) => new YamlText(PolicyHeader.Lines(plan, notes)).Map(top => top
        .Word("mcpAuthorization").Map(authorization =>
        {
            var rules = plan.Servers.SelectMany(server => server.Tools.Where(tool => tool.Carried && tool.Kind == DecisionKind.Allow)).ToList();
            authorization.Word("rules").List(list =>
            {
                if (rules.Count == 0) list.Comment("No tool may be called without a person. An empty list might mean no rules at all, so this one matches nothing.").Text("false");
                foreach (var tool in rules) list.Comment(PolicyHeader.Line(tool)).Text(Rule(plan, tool));
            });
        })).Finish();

    private static string Rule(WrittenPlan plan, WrittenTool tool)
    {
        var rule = "mcp.tool.name == " + Quoted.Cel(tool.Name);
        return plan.Servers.Count == 1 ? rule : $"{rule} && mcp.tool.target == {Quoted.Cel(tool.Server.Alias)}";
    }
}
