using Catalogue.Site.Policies.Text;

namespace Catalogue.Site.Policies.Formats;

/// <summary>
/// VS Code's setting for what may be approved automatically. It can't deny, so what should be denied is at least always asked about.
/// </summary>
public sealed class VsCodeFormat : PolicyFormat
{
    /// <inheritdoc/>
    public override string Id => "vscode";

    /// <inheritdoc/>
    public override string Title => "VS Code";

    /// <inheritdoc/>
    public override string Extension => "json";

    /// <inheritdoc/>
    public override string MediaType => "application/json";

    /// <inheritdoc/>
    public override bool Verified => false;

    /// <inheritdoc/>
    public override string UnknownTools => "VS Code asks before each call, unless all tools are approved by another setting.";

    /// <inheritdoc/>
    public override string HowToInstall => "Merge this into settings.json of VS Code.";

    /// <inheritdoc/>
    protected override IReadOnlyList<DecisionKind> Knows => [DecisionKind.Allow, DecisionKind.Ask];

    /// <inheritdoc/>
    protected override bool KeysOnServer => true;

    /// <inheritdoc/>
    protected override DecisionKind Stricter(PlannedTool tool) =>
        tool.Decision.Kind == DecisionKind.Allow ? DecisionKind.Allow : DecisionKind.Ask;

    /// <inheritdoc/>
    protected override IEnumerable<string> OwnNotes(WrittenPlan plan)
    {
        yield return "Here true means that VS Code may offer to approve a tool for good, and false that it asks before every call.";
        if (plan.Servers.SelectMany(server => server.Tools).Any(tool => tool.Plan.Decision.Kind >= DecisionKind.Deny))
        {
            yield return "VS Code's settings can't deny or hide a tool: those meant to be denied or hidden are never approved automatically here. Switch them off in the tools picker too.";
        }
    }

    /// <inheritdoc/>
    protected override string WriteText(WrittenPlan plan, IReadOnlyList<string> notes) => JsonText.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartObject("chat.tools.eligibleForAutoApproval");
        foreach (var server in plan.Servers)
        {
            foreach (var tool in server.Tools.Where(tool => tool.Carried)) writer.WriteBoolean($"{server.Alias}/{tool.Name}", tool.Kind == DecisionKind.Allow);
        }
        writer.WriteEndObject();
        writer.WriteEndObject();
    });
}
