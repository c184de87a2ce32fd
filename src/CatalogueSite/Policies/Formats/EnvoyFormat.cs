using Catalogue.Site.Policies.Text;

namespace Catalogue.Site.Policies.Formats;

/// <summary>
/// Envoy AI Gateway's <c>MCPRoute</c>: a tool is included or it is not there.
/// </summary>
public sealed class EnvoyFormat : PolicyFormat
{
    /// <inheritdoc/>
    public override string Id => "envoy";

    /// <inheritdoc/>
    public override string Title => "Envoy AI Gateway";

    /// <inheritdoc/>
    public override string Extension => "yaml";

    /// <inheritdoc/>
    public override string MediaType => "application/yaml";

    /// <inheritdoc/>
    public override string UnknownTools => "not offered, since toolSelector includes only the ones named.";

    /// <inheritdoc/>
    public override string HowToInstall => "Apply it to the cluster after setting parentRefs and the backend to your own names.";

    /// <inheritdoc/>
    protected override IReadOnlyList<DecisionKind> Knows => [DecisionKind.Allow, DecisionKind.Hide, DecisionKind.Deny];

    /// <inheritdoc/>
    protected override bool KeysOnServer => true;

    /// <inheritdoc/>
    protected override string? AliasFault(string alias) =>
        alias.Contains('_', StringComparison.Ordinal) || alias[0] is '-' or '.' || alias[^1] is '-' or '.' ? "Kubernetes names hold letters, digits, hyphens and dots, and begin and end with a letter or digit." : null;

    /// <inheritdoc/>
    protected override string WriteText(WrittenPlan plan, IReadOnlyList<string> notes)
    {
        var open = plan.Servers.Where(server => server.Names(DecisionKind.Allow).Any()).ToList();
        var header = PolicyHeader.Lines(plan, notes).ToList();
        // An empty toolSelector would be refused or ignored, so a server without allowed tools is left out of the route.
        header.AddRange(plan.Servers.Except(open).Select(server => $"Left out, since no tool of it may be called without a person: {server.Alias}."));
        return new YamlText(header).Map(top => top
            .Word("apiVersion").Word("aigateway.envoyproxy.io/v1alpha1")
            .Word("kind").Word("MCPRoute")
            .Word("metadata").Map(metadata => metadata.Word("name").Text(ResourceName(plan)))
            .Word("spec").Map(spec =>
            {
                spec.Word("parentRefs").List(list => list.Map(parent => parent.Word("name").Text("your-gateway").Word("kind").Word("Gateway").Word("group").Word("gateway.networking.k8s.io")));
                spec.Word("backendRefs");
                if (open.Count == 0) spec.Strings([]);
                else spec.List(list =>
                {
                    foreach (var server in open) list.Map(backend => WriteBackend(backend, server));
                });
            })).Finish();
    }

    private static void WriteBackend(YamlText backend, WrittenServer server) => backend
        .Word("name").Text(server.Alias)
        .Word("kind").Word("Backend")
        .Word("group").Word("gateway.envoyproxy.io")
        .Word("toolSelector").Map(selector => selector.Word("include").List(list =>
        {
            foreach (var tool in server.Tools.Where(tool => tool.Carried && tool.Kind == DecisionKind.Allow)) list.Comment(PolicyHeader.Line(tool)).Text(tool.Name);
        }));

    private static string ResourceName(WrittenPlan plan) => plan.Servers.Count == 1 ? plan.Servers[0].Alias.ToLowerInvariant() : "mcp-servers";
}
