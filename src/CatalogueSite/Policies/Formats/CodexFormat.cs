using System.Text;
using Catalogue.Site.Policies.Text;

namespace Catalogue.Site.Policies.Formats;

/// <summary>
/// Codex' configuration. <c>approve</c> means approved beforehand (never asks), <c>prompt</c> asks; the default mode believes annotations, so it is never left in place.
/// </summary>
public sealed class CodexFormat : PolicyFormat
{
    /// <inheritdoc/>
    public override string Id => "codex";

    /// <inheritdoc/>
    public override string Title => "OpenAI Codex";

    /// <inheritdoc/>
    public override string Extension => "toml";

    /// <inheritdoc/>
    public override string MediaType => "application/toml";

    /// <inheritdoc/>
    public override string UnknownTools => "not offered to the model, since enabled_tools lists the ones that are.";

    /// <inheritdoc/>
    public override string HowToInstall => "Merge this into ~/.codex/config.toml, into the table of the server that has this alias.";

    /// <inheritdoc/>
    protected override IReadOnlyList<DecisionKind> Knows => [DecisionKind.Allow, DecisionKind.Ask, DecisionKind.Hide, DecisionKind.Deny];

    /// <inheritdoc/>
    protected override bool KeysOnServer => true;

    /// <inheritdoc/>
    protected override string WriteText(WrittenPlan plan, IReadOnlyList<string> notes)
    {
        var text = new StringBuilder();
        foreach (var line in PolicyHeader.Lines(plan, notes)) text.Append("# ").Append(line).Append('\n');
        foreach (var server in plan.Servers)
        {
            var table = "mcp_servers." + Quoted.Toml(server.Alias);
            text.Append("\n[").Append(table).Append("]\nenabled_tools = [");
            text.AppendJoin(", ", server.Names(DecisionKind.Allow, DecisionKind.Ask).Select(Quoted.Toml)).Append("]\n");
            text.Append("default_tools_approval_mode = \"prompt\"\n");
            foreach (var tool in server.Tools.Where(tool => tool.Carried))
            {
                text.Append("\n# ").Append(PolicyHeader.Line(tool)).Append('\n');
                if (tool.Kind is not (DecisionKind.Allow or DecisionKind.Ask)) continue;
                text.Append('[').Append(table).Append(".tools.").Append(Quoted.Toml(tool.Name)).Append("]\n");
                text.Append("approval_mode = ").Append(tool.Kind == DecisionKind.Allow ? "\"approve\"" : "\"prompt\"").Append('\n');
            }
        }
        return text.ToString();
    }
}
