using Catalogue.Site.Policies.Text;

namespace Catalogue.Site.Policies.Formats;

/// <summary>
/// Cursor's list of what may run unasked. It can't deny, so what should be denied is at least not on it.
/// </summary>
public sealed class CursorFormat : PolicyFormat
{
    /// <inheritdoc/>
    public override string Id => "cursor";

    /// <inheritdoc/>
    public override string Title => "Cursor";

    /// <inheritdoc/>
    public override string Extension => "json";

    /// <inheritdoc/>
    public override string MediaType => "application/json";

    /// <inheritdoc/>
    public override bool Verified => false;

    /// <inheritdoc/>
    public override string UnknownTools => "Cursor asks before each call, since the list names what may run unasked.";

    /// <inheritdoc/>
    public override string HowToInstall => "Save it as permissions.json in the .cursor folder.";

    /// <inheritdoc/>
    protected override IReadOnlyList<DecisionKind> Knows => [DecisionKind.Allow, DecisionKind.Ask];

    /// <inheritdoc/>
    protected override bool KeysOnServer => true;

    /// <inheritdoc/>
    protected override string? NameFault(string name) => name.Contains('*', StringComparison.Ordinal) ? "an asterisk is a wildcard in its list" : null;

    /// <inheritdoc/>
    protected override DecisionKind Stricter(PlannedTool tool) =>
        tool.Decision.Kind == DecisionKind.Allow ? DecisionKind.Allow : DecisionKind.Ask;

    /// <inheritdoc/>
    protected override IEnumerable<string> OwnNotes(WrittenPlan plan)
    {
        if (plan.Servers.SelectMany(server => server.Tools).Any(tool => tool.Plan.Decision.Kind >= DecisionKind.Deny))
        {
            yield return "This list can't deny or hide a tool: those meant to be denied or hidden are not on it, so Cursor asks. Switch them off in the server's tool list too.";
        }
    }

    /// <inheritdoc/>
    protected override string WriteText(WrittenPlan plan, IReadOnlyList<string> notes) => JsonText.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteStrings("mcpAllowlist", plan.Servers.SelectMany(server => server.Names(DecisionKind.Allow).Select(name => $"{server.Alias}:{name}")));
        writer.WriteEndObject();
    });
}
