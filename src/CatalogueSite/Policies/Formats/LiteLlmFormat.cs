using Catalogue.Classifier.Model;
using Catalogue.Site.Policies.Text;

namespace Catalogue.Site.Policies.Formats;

/// <summary>
/// LiteLLM's proxy configuration, with pins of the definitions that were judged.
/// </summary>
public sealed class LiteLlmFormat : PolicyFormat
{
    /// <inheritdoc/>
    public override string Id => "litellm";

    /// <inheritdoc/>
    public override string Title => "LiteLLM";

    /// <inheritdoc/>
    public override string Extension => "yaml";

    /// <inheritdoc/>
    public override string MediaType => "application/yaml";

    /// <inheritdoc/>
    public override string UnknownTools => "not offered, since allowed_tools lists the ones that are.";

    /// <inheritdoc/>
    public override string HowToInstall => "Merge this into config.yaml of the proxy, beside the url or command of the server.";

    /// <inheritdoc/>
    protected override IReadOnlyList<DecisionKind> Knows => [DecisionKind.Allow, DecisionKind.Hide, DecisionKind.Deny];

    /// <inheritdoc/>
    protected override bool KeysOnServer => true;

    /// <inheritdoc/>
    protected override string NameForm(PlannedServer server, string name) => NameForms.IgnoringCase(name);

    /// <inheritdoc/>
    protected override IEnumerable<string> OwnNotes(WrittenPlan plan)
    {
        foreach (var server in plan.Servers.Where(server => Key(server) != server.Alias))
        {
            yield return $"LiteLLM refuses hyphens in a server's name: configure the server as \"{Key(server)}\" there.";
        }
        if (plan.Servers.Any(server => !Allowed(server).Any())) yield return "LiteLLM takes an empty allowed_tools for no rule at all, so a server without allowed tools lists a name that none of its tools has.";
        yield return "The pins hold the definitions that were judged: a tool whose description or input schema changes is held back until you look again.";
    }

    /// <inheritdoc/>
    protected override string WriteText(WrittenPlan plan, IReadOnlyList<string> notes) => new YamlText(PolicyHeader.Lines(plan, notes)).Map(top => top
        .Word("mcp_servers").Map(servers =>
        {
            foreach (var server in plan.Servers) servers.Text(Key(server)).Map(entry => WriteServer(entry, server));
        })).Finish();

    private static void WriteServer(YamlText entry, WrittenServer server)
    {
        var allowed = Allowed(server).ToList();
        entry.Word("allowed_tools").Strings(allowed.Count == 0 ? [Nothing(server)] : allowed.Select(tool => tool.Name));
        entry.Word("disallowed_tools").Strings(server.Names(DecisionKind.Deny, DecisionKind.Hide));
        entry.Word("pinned_tools");
        if (allowed.Count == 0)
        {
            entry.EmptyMap();
            return;
        }
        entry.Map(pins =>
        {
            foreach (var tool in allowed) pins.Comment(PolicyHeader.Line(tool)).Text(tool.Name).Map(pin => WritePin(pin, tool.Plan.Tool.Record.Definition));
        });
    }

    private static IEnumerable<WrittenTool> Allowed(WrittenServer server) => server.Tools.Where(tool => tool.Carried && tool.Kind == DecisionKind.Allow);

    // It joins server and tool with a hyphen, and so allows none in a server's name.
    private static string Key(WrittenServer server) => server.Alias.Replace('-', '_');

    private static string Nothing(WrittenServer server)
    {
        var name = "no_tool_is_allowed";
        while (server.Plan.Server.PresentTools.Any(tool => NameForms.IgnoringCase(tool.Record.Name).Contains(name, StringComparison.Ordinal))) name += "_";
        return name;
    }

    private static void WritePin(YamlText pin, ToolDefinition definition)
    {
        pin.Word("description").Text(definition.Description ?? "");
        pin.Word("input_schema");
        if (definition.InputSchema.IsEmpty) pin.EmptyMap();
        else pin.Json(definition.InputSchema);
    }
}
