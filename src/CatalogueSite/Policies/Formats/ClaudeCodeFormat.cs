using Catalogue.Site.Policies.Text;

namespace Catalogue.Site.Policies.Formats;

/// <summary>
/// Claude Code's permission settings: deny is looked at first, then ask, then allow. A rule names a tool as <c>mcp__server__tool</c>, so only letters, digits, underscores and hyphens can be carried.
/// </summary>
public sealed class ClaudeCodeFormat : PolicyFormat
{
    /// <inheritdoc/>
    public override string Id => "claude-code";

    /// <inheritdoc/>
    public override string Title => "Claude Code";

    /// <inheritdoc/>
    public override string Extension => "json";

    /// <inheritdoc/>
    public override string MediaType => "application/json";

    /// <inheritdoc/>
    public override string UnknownTools => "Claude Code asks before each call, unless it runs in a mode that skips permissions.";

    /// <inheritdoc/>
    public override string HowToInstall => "Merge this into .claude/settings.json of the project (or ~/.claude/settings.json). The alias must be the name under which the server is configured there.";

    /// <inheritdoc/>
    protected override IReadOnlyList<DecisionKind> Knows => [DecisionKind.Allow, DecisionKind.Ask, DecisionKind.Deny];

    /// <inheritdoc/>
    protected override bool KeysOnServer => true;

    /// <inheritdoc/>
    protected override string? AliasFault(string alias) =>
        alias.Contains('.', StringComparison.Ordinal) ? "it may not hold a dot; use a hyphen."
        : alias.Contains("__", StringComparison.Ordinal) ? "it may not hold two underscores in a row, on which Claude Code splits server and tool; use one." : null;

    /// <inheritdoc/>
    protected override string NameForm(PlannedServer server, string name) => NameForms.WithUnderscores(name, "_-");

    /// <inheritdoc/>
    protected override string? NameFault(string name) =>
        name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-') ? null : "its rules take letters, digits, underscores and hyphens only";

    /// <inheritdoc/>
    protected override string WriteText(WrittenPlan plan, IReadOnlyList<string> notes) => JsonText.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartObject("permissions");
        writer.WriteStrings("deny", Rules(plan, DecisionKind.Deny));
        writer.WriteStrings("ask", Rules(plan, DecisionKind.Ask));
        writer.WriteStrings("allow", Rules(plan, DecisionKind.Allow));
        writer.WriteEndObject();
        writer.WriteEndObject();
    });

    private static IEnumerable<string> Rules(WrittenPlan plan, DecisionKind kind) =>
        plan.Servers.SelectMany(server => server.Names(kind).Select(name => $"mcp__{server.Alias}__{name}"));
}
