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
    protected override IEnumerable<string> OwnNotes(WrittenPlan plan)
    {
        yield return "The pins hold the definitions that were judged: a tool whose description or input schema changes is held back until you look again.";
    }

    /// <inheritdoc/>
    protected override string WriteText(WrittenPlan plan, IReadOnlyList<string> notes) => new YamlText(PolicyHeader.Lines(plan, notes)).Map(top => top
        .Word("mcp_servers").Map(servers =>
        {
            foreach (var server in plan.Servers) servers.Text(server.Alias).Map(entry => WriteServer(entry, server));
        })).Finish();

    private static void WriteServer(YamlText entry, WrittenServer server)
    {
        var allowed = server.Tools.Where(tool => tool.Carried && tool.Kind == DecisionKind.Allow).ToList();
        entry.Word("allowed_tools").Strings(allowed.Select(tool => tool.Name));
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

    private static void WritePin(YamlText pin, ToolDefinition definition)
    {
        pin.Word("description").Text(definition.Description ?? "");
        pin.Word("input_schema");
        if (definition.InputSchema.IsEmpty) pin.EmptyMap();
        else pin.Json(definition.InputSchema);
    }
}
