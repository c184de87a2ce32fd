using System.Text;
using Catalogue.Site.Policies.Conditions;
using Catalogue.Site.Policies.Text;

namespace Catalogue.Site.Policies.Formats;

/// <summary>
/// Cedar policies for an AgentCore gateway: an action is named after the gateway target and the tool. Cedar denies by default and can't ask or count.
/// </summary>
public sealed class AgentCoreFormat : PolicyFormat
{
    /// <inheritdoc/>
    public override string Id => "agentcore";

    /// <inheritdoc/>
    public override string Title => "Amazon Bedrock AgentCore";

    /// <inheritdoc/>
    public override string Extension => "cedar";

    /// <inheritdoc/>
    public override string MediaType => "text/plain";

    /// <inheritdoc/>
    public override string UnknownTools => "denied, since Cedar denies what no policy permits.";

    /// <inheritdoc/>
    public override string HowToInstall => "Create a policy of your gateway from each statement. The alias must be the name of the gateway target; replace the ARN by your gateway's.";

    /// <inheritdoc/>
    public override string? ArgumentsFault => null;

    // Its numbers are whole; what becomes of others differs between versions.
    /// <inheritdoc/>
    protected override bool CanSay(ArgumentTest test) => test.Kind != ArgumentTestKind.AtMost || test.Whole;

    /// <inheritdoc/>
    protected override IReadOnlyList<DecisionKind> Knows => [DecisionKind.Allow, DecisionKind.Deny, DecisionKind.Hide];

    /// <inheritdoc/>
    protected override bool KeysOnServer => true;

    private const string GatewayArn = "arn:aws:bedrock-agentcore:REGION:ACCOUNT:gateway/YOUR-GATEWAY";

    /// <inheritdoc/>
    protected override string WriteText(WrittenPlan plan, IReadOnlyList<string> notes)
    {
        var text = new StringBuilder();
        foreach (var line in PolicyHeader.Lines(plan, notes)) text.Append("// ").Append(line).Append('\n');
        foreach (var tool in plan.Servers.SelectMany(server => server.Tools).Where(tool => tool.Carried && tool.Kind == DecisionKind.Allow))
        {
            text.Append("\n// ").Append(PolicyHeader.Line(tool)).Append('\n')
                .Append("permit(\n  principal,\n  action == AgentCore::Action::").Append(Quoted.Cedar($"{tool.Server.Alias}___{tool.Name}"))
                .Append(",\n  resource == AgentCore::Gateway::").Append(Quoted.Cedar(GatewayArn)).Append("\n)");
            if (tool.Condition is { } condition) text.Append('\n').Append(CedarCondition.When(condition, "context.input", ""));
            text.Append(";\n");
        }
        return text.ToString();
    }
}
