using System.Text.RegularExpressions;
using Catalogue.Site.Policies.Text;

namespace Catalogue.Site.Policies.Formats;

/// <summary>
/// Envoy AI Gateway's <c>MCPRoute</c>: a tool is included or it is not there.
/// </summary>
public sealed partial class EnvoyFormat : PolicyFormat
{
    // The greatest number of entries in a selector's list.
    private const int MaxEntries = 32;

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
        KubernetesName().IsMatch(alias) ? null : "Kubernetes names hold lower-case letters, digits, hyphens and dots, and begin and end with a letter or digit, around each dot too.";

    /// <inheritdoc/>
    protected override string WriteText(WrittenPlan plan, IReadOnlyList<string> notes)
    {
        var open = plan.Servers.Where(server => server.Names(DecisionKind.Allow).Any()).ToList();
        var header = PolicyHeader.Lines(plan, notes).ToList();
        // A route without any backend is refused: then they stay in it, without a tool.
        if (open.Count > 0) header.AddRange(plan.Servers.Except(open).Select(server => $"Left out, since no tool of it may be called without a person: {server.Alias}."));
        return new YamlText(header).Map(top => top
            .Word("apiVersion").Word("aigateway.envoyproxy.io/v1beta1")
            .Word("kind").Word("MCPRoute")
            .Word("metadata").Map(metadata => metadata.Word("name").Text(ResourceName(plan)))
            .Word("spec").Map(spec =>
            {
                spec.Word("parentRefs").List(list => list.Map(parent => parent.Word("name").Text("your-gateway").Word("kind").Word("Gateway").Word("group").Word("gateway.networking.k8s.io")));
                spec.Word("backendRefs").List(list =>
                {
                    foreach (var server in open.Count == 0 ? plan.Servers : open) list.Map(backend => WriteBackend(backend, server));
                });
            })).Finish();
    }

    private static void WriteBackend(YamlText backend, WrittenServer server) => backend
        .Word("name").Text(server.Alias)
        .Word("kind").Word("Backend")
        .Word("group").Word("gateway.envoyproxy.io")
        .Word("toolSelector").Map(selector => WriteSelector(selector, [.. server.Tools.Where(tool => tool.Carried && tool.Kind == DecisionKind.Allow)]));

    private static void WriteSelector(YamlText selector, List<WrittenTool> allowed)
    {
        // An empty list of names would mean all of them.
        if (allowed.Count == 0) selector.Word("excludeRegex").List(list => list.Comment("No tool may be called without a person.").Text(".*"));
        else if (allowed.Count <= MaxEntries) selector.Word("include").List(list =>
        {
            foreach (var tool in allowed) list.Comment(PolicyHeader.Line(tool)).Text(tool.Name);
        });
        else selector.Word("includeRegex").List(list =>
        {
            // More names than the list may have entries: each entry stands for several.
            foreach (var few in allowed.Chunk((allowed.Count + MaxEntries - 1) / MaxEntries))
            {
                foreach (var tool in few) list.Comment(PolicyHeader.Line(tool));
                list.Text($"^(?:{string.Join('|', few.Select(tool => Literal(tool.Name)))})$");
            }
        });
    }

    // A name in RE2's syntax, in which every ASCII sign may have a backslash in front.
    private static string Literal(string name) => RegexSigns().Replace(name, "\\$0");

    private static string ResourceName(WrittenPlan plan) => plan.Servers.Count == 1 ? plan.Servers[0].Alias : "mcp-servers";

    [GeneratedRegex(@"^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\z")]
    private static partial Regex KubernetesName();

    [GeneratedRegex(@"[\\.+*?()|\[\]{}^$]")]
    private static partial Regex RegexSigns();
}
