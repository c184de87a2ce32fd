using Catalogue.Site.Policies.Conditions;
using Catalogue.Site.Policies.Text;

namespace Catalogue.Site.Policies.Formats;

/// <summary>
/// ToolHive's authorisation file: Cedar policies in YAML. Cedar denies by default and can't ask or count, so only allowed tools are permitted.
/// </summary>
public sealed class ToolHiveFormat : PolicyFormat
{
    /// <inheritdoc/>
    public override string Id => "toolhive";

    /// <inheritdoc/>
    public override string Title => "ToolHive";

    /// <inheritdoc/>
    public override string Extension => "yaml";

    /// <inheritdoc/>
    public override string MediaType => "application/yaml";

    /// <inheritdoc/>
    public override string UnknownTools => "denied, since Cedar denies what no policy permits.";

    /// <inheritdoc/>
    public override string HowToInstall => "Start the server with: thv run --authz-config <this file> …";

    /// <inheritdoc/>
    public override string? ArgumentsFault => null;

    // Its numbers are whole; what becomes of others differs between versions.
    /// <inheritdoc/>
    protected override bool CanSay(ArgumentTest test) => test.Kind != ArgumentTestKind.AtMost || test.Whole;

    /// <inheritdoc/>
    protected override IReadOnlyList<DecisionKind> Knows => [DecisionKind.Allow, DecisionKind.Deny, DecisionKind.Hide];

    /// <inheritdoc/>
    protected override bool KeysOnServer => false;

    /// <inheritdoc/>
    protected override string WriteText(WrittenPlan plan, IReadOnlyList<string> notes) => new YamlText(PolicyHeader.Lines(plan, notes)).Map(top => top
        .Word("version").Text("1.0")
        .Word("type").Word("cedarv1")
        .Word("cedar").Map(cedar =>
        {
            var permits = plan.Union.Where(tool => tool.Kind == DecisionKind.Allow).ToList();
            cedar.Word("policies");
            if (permits.Count == 0) cedar.Strings([]);
            else cedar.List(list =>
            {
                foreach (var tool in permits) list.Comment(PolicyHeader.Line(tool)).Text(Permit(tool));
            });
            cedar.Word("entities_json").Text("[]");
        })).Finish();

    // A call's arguments stand in the context, each with the prefix arg_.
    private static string Permit(WrittenTool tool)
    {
        var when = tool.Condition is { } condition ? " " + CedarCondition.When(condition, "context", "arg_") : "";
        return $"permit(principal, action == Action::\"call_tool\", resource == Tool::{Quoted.Cedar(tool.Name)}){when};";
    }
}
