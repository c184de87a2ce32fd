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
        name.AsSpan().IndexOfAny(",:*\0\n\r") >= 0 ? "the gateway reads commas, colons, asterisks and line ends in tool names as its own" : null;

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
        foreach (var tool in allowed) text.Append(" \\\n  --tools ").Append(Quoted.Shell($"{tool.Server.Alias}:{tool.Name}"));
        return text.Append('\n').ToString();
    }
}
