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

    // Decimals of more than four places are cut, and so could pass a ceiling that they exceed.
    /// <inheritdoc/>
    protected override bool CanSay(ArgumentTest test) => test.Kind != ArgumentTestKind.AtMost || test.Whole;

    /// <inheritdoc/>
    protected override IReadOnlyList<DecisionKind> Knows => [DecisionKind.Allow, DecisionKind.Deny, DecisionKind.Hide];

    /// <inheritdoc/>
    protected override bool KeysOnServer => false;

    /// <inheritdoc/>
    protected override IEnumerable<string> OwnNotes(WrittenPlan plan)
    {
        yield return "Cedar denies the server's prompts and resources too: add policies on get_prompt and read_resource for those you want.";
    }

    /// <inheritdoc/>
    protected override string WriteText(WrittenPlan plan, IReadOnlyList<string> notes) => new YamlText(PolicyHeader.Lines(plan, notes)).Map(top => top
        .Word("version").Text("1.0")
        .Word("type").Word("cedarv1")
        .Word("cedar").Map(cedar =>
        {
            var permits = plan.Union.Where(tool => tool.Kind == DecisionKind.Allow).ToList();
            cedar.Word("policies").List(list =>
            {
                if (permits.Count == 0) list.Comment("No tool may be called without a person. ToolHive refuses an empty list, so this forbids everything.").Text("forbid(principal, action, resource);");
                foreach (var tool in permits) list.Comment(PolicyHeader.Line(tool)).Text(Permit(tool));
            });
            cedar.Word("entities_json").Text("[]");
        })).Finish();

    // A call's arguments stand in the context, each with the prefix arg_; every number is a decimal there.
    private static string Permit(WrittenTool tool)
    {
        var when = tool.Condition is { } condition ? " " + CedarCondition.When(condition, "context", "arg_", decimals: true) : "";
        return $"permit(principal, action == Action::\"call_tool\", resource == Tool::{Quoted.Cedar(tool.Name)}){when};";
    }
}
