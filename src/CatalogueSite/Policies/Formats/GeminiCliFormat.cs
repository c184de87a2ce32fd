using System.Text;
using Catalogue.Site.Policies.Text;

namespace Catalogue.Site.Policies.Formats;

/// <summary>
/// Gemini CLI's policy engine. A global deny also keeps the tool from the model. Asking counts as denying where nobody is there to answer.
/// </summary>
public sealed class GeminiCliFormat : PolicyFormat
{
    // A discovered tool is registered as mcp_<server>_<tool>; what is longer gets its middle cut.
    private const string Prefix = "mcp_";
    private const int MaxName = 63;

    /// <inheritdoc/>
    public override string Id => "gemini-cli";

    /// <inheritdoc/>
    public override string Title => "Gemini CLI";

    /// <inheritdoc/>
    public override string Extension => "toml";

    /// <inheritdoc/>
    public override string MediaType => "application/toml";

    /// <inheritdoc/>
    public override string UnknownTools => "denied, by the last rule, which matches every tool of the server.";

    /// <inheritdoc/>
    public override string HowToInstall => "Save it as ~/.gemini/policies/<any name>.toml. The alias must be the name under which the server is configured, without underscores.";

    /// <inheritdoc/>
    public override string? ArgumentsFault => "Its argsPattern is searched for in the arguments' whole JSON, where a value deeper inside can pass for the argument that is meant.";

    /// <inheritdoc/>
    protected override IReadOnlyList<DecisionKind> Knows => [DecisionKind.Allow, DecisionKind.Ask, DecisionKind.Deny, DecisionKind.Hide];

    /// <inheritdoc/>
    protected override bool KeysOnServer => true;

    /// <inheritdoc/>
    protected override string? AliasFault(string alias) => alias.Contains('_', StringComparison.Ordinal) ? "it may not hold an underscore, on which Gemini CLI splits server and tool; use a hyphen." : null;

    /// <inheritdoc/>
    protected override string? NameFault(PlannedServer server, string name)
    {
        if (name.Length == 0) return "its rules refuse an empty name";
        if (!name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or ':')) return "Gemini CLI calls it by another name, in which other characters than letters, digits and _-.: are replaced";
        return Prefix.Length + server.Alias.Length + 1 + name.Length > MaxName ? $"with the server's name it is longer than {MaxName} characters, so that Gemini CLI calls it by a shortened name" : null;
    }

    /// <inheritdoc/>
    protected override string NameForm(PlannedServer server, string name)
    {
        var form = NameForms.WithUnderscores($"{Prefix}{server.Alias}_{name}", "_-.:");
        return form.Length > MaxName ? $"{form[..30]}...{form[^30..]}" : form;
    }

    /// <inheritdoc/>
    protected override string WriteText(WrittenPlan plan, IReadOnlyList<string> notes)
    {
        var text = new StringBuilder();
        foreach (var line in PolicyHeader.Lines(plan, notes)) text.Append("# ").Append(line).Append('\n');
        foreach (var server in plan.Servers)
        {
            foreach (var tool in server.Tools.Where(tool => tool.Carried))
            {
                text.Append("\n# ").Append(PolicyHeader.Line(tool)).Append('\n');
                AppendRule(text, server.Alias, tool.Name, DecisionWord(tool.Kind), Priority(tool.Kind));
            }
            text.Append("\n# Every other tool of this server.\n");
            AppendRule(text, server.Alias, "*", "deny", 100);
        }
        return text.ToString();
    }

    private static void AppendRule(StringBuilder text, string alias, string tool, string decision, int priority) => text
        .Append("[[rule]]\n")
        .Append("mcpName = ").Append(Quoted.Toml(alias)).Append('\n')
        .Append("toolName = ").Append(Quoted.Toml(tool)).Append('\n')
        .Append("decision = ").Append(Quoted.Toml(decision)).Append('\n')
        .Append("priority = ").Append(priority).Append('\n');

    private static string DecisionWord(DecisionKind kind) => kind switch
    {
        DecisionKind.Allow => "allow",
        DecisionKind.Ask => "ask_user",
        _ => "deny",
    };

    /// <summary>The stricter wins should two rules ever match the same call.</summary>
    private static int Priority(DecisionKind kind) => kind switch
    {
        DecisionKind.Allow => 300,
        DecisionKind.Ask => 400,
        _ => 500,
    };
}
