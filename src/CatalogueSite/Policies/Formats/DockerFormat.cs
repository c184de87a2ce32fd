using System.Text;
using Catalogue.Site.Policies.Text;

namespace Catalogue.Site.Policies.Formats;

/// <summary>
/// A command for Docker's MCP gateway: it can only offer a tool or leave it out.
/// </summary>
public sealed class DockerFormat : PolicyFormat
{
    /// <inheritdoc/>
    public override string Id => "docker";

    /// <inheritdoc/>
    public override string Title => "Docker MCP Gateway";

    /// <inheritdoc/>
    public override string Extension => "sh";

    /// <inheritdoc/>
    public override string MediaType => "text/x-shellscript";

    /// <inheritdoc/>
    public override string UnknownTools => "not offered, since --tools lists the ones that are.";

    /// <inheritdoc/>
    public override string HowToInstall => "Run it where the Docker MCP gateway is installed. The alias must be the name of the server in your Docker catalogue.";

    /// <inheritdoc/>
    protected override IReadOnlyList<DecisionKind> Knows => [DecisionKind.Allow, DecisionKind.Hide, DecisionKind.Deny];

    /// <inheritdoc/>
    protected override bool KeysOnServer => true;

    /// <inheritdoc/>
    protected override string? NameFault(string name) =>
        name == "*" ? "the gateway reads it as all tools of the server"
        : name.AsSpan().IndexOfAny('\0', '\r') >= 0 ? "a command line or the gateway's lists can't carry one of its control characters" : null;

    /// <inheritdoc/>
    protected override string NameForm(PlannedServer server, string name)
    {
        // It compares without regard to case, and both with the server's name in front and without.
        var form = NameForms.IgnoringCase(name);
        var prefix = NameForms.IgnoringCase(server.Alias) + ":";
        return form.StartsWith(prefix, StringComparison.Ordinal) ? form[prefix.Length..] : form;
    }

    /// <inheritdoc/>
    protected override string WriteText(WrittenPlan plan, IReadOnlyList<string> notes)
    {
        var text = new StringBuilder("#!/bin/sh\n");
        foreach (var line in PolicyHeader.Lines(plan, notes)) text.Append("# ").Append(line).Append('\n');
        var allowed = plan.Servers.SelectMany(server => server.Tools.Where(tool => tool.Carried && tool.Kind == DecisionKind.Allow)).ToList();
        if (allowed.Count == 0)
        {
            // Without --tools the gateway would offer every tool, so a policy that allows none must not start it.
            return text.Append("echo 'No tool of this policy may be called without a person: the gateway is not started.' >&2\nexit 1\n").ToString();
        }
        text.Append("exec docker mcp gateway run \\\n  --servers ").Append(Quoted.Shell(string.Join(',', plan.Servers.Select(server => server.Alias))));
        foreach (var tool in allowed) text.Append(" \\\n  --tools ").Append(Quoted.Shell(ListItem($"{tool.Server.Alias}:{tool.Name}")));
        return text.Append('\n').ToString();
    }

    // The value of --tools is itself a line of comma-separated values.
    private static string ListItem(string item) =>
        item.AsSpan().IndexOfAny(",\"\n") < 0 ? item : "\"" + item.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
}
