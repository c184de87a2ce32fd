using Catalogue.Site.Policies.Text;

namespace Catalogue.Site.Policies.Formats;

/// <summary>
/// Kong's AI MCP Proxy plug-in as a decK file. Access is by consumer group: an allow list that names a group without members denies everybody.
/// </summary>
public sealed class KongFormat : PolicyFormat
{
    /// <inheritdoc/>
    public override string Id => "kong";

    /// <inheritdoc/>
    public override string Title => "Kong AI MCP Proxy";

    /// <inheritdoc/>
    public override string Extension => "yaml";

    /// <inheritdoc/>
    public override string MediaType => "application/yaml";

    /// <inheritdoc/>
    public override string UnknownTools => "denied, since the default access list names a group that nobody is in.";

    /// <inheritdoc/>
    public override string HowToInstall => "Merge the plugin into your decK file, put the consumers that may call tools into the group mcp-callers, and keep the group nobody empty.";

    /// <inheritdoc/>
    protected override IReadOnlyList<DecisionKind> Knows => [DecisionKind.Allow, DecisionKind.Deny, DecisionKind.Hide];

    /// <inheritdoc/>
    protected override bool KeysOnServer => false;

    private const string Callers = "mcp-callers";
    private const string Nobody = "nobody";

    /// <inheritdoc/>
    protected override string WriteText(WrittenPlan plan, IReadOnlyList<string> notes) => new YamlText(PolicyHeader.Lines(plan, notes)).Map(top => top
        .Word("_format_version").Text("3.0")
        .Word("plugins").List(plugins => plugins.Map(plugin => plugin
            .Word("name").Word("ai-mcp-proxy")
            .Word("config").Map(config => WriteConfig(config, plan))))).Finish();

    // Kong wants one for every tool; what clients see comes from the server itself.
    private static string Description(WrittenTool tool) => $"{tool.Plan.Tool.Verdict.Category}, {tool.Plan.Tool.Verdict.Risk}: {PolicySentences.Verb(tool.Kind)}";

    private static void WriteConfig(YamlText config, WrittenPlan plan)
    {
        config.Word("mode").Word("passthrough-listener").Word("include_consumer_groups").Word("true");
        config.Word("default_acl").List(list => list.Map(entry => entry.Word("scope").Word("tools").Word("allow").Strings([Nobody])));
        var tools = plan.Union;
        config.Word("tools");
        if (tools.Count == 0)
        {
            config.Strings([]);
            return;
        }
        config.List(list =>
        {
            foreach (var tool in tools)
            {
                list.Comment(PolicyHeader.Line(tool)).Map(entry => entry.Word("name").Text(tool.Name).Word("description").Text(Description(tool)).Word("acl").Map(acl =>
                    acl.Word("allow").Strings([tool.Kind == DecisionKind.Allow ? Callers : Nobody])));
            }
        });
    }
}
