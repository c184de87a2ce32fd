using System.Globalization;
using Catalogue.Site.Policies.Conditions;
using Catalogue.Site.Policies.Text;

namespace Catalogue.Site.Policies.Formats;

/// <summary>
/// Intercept's YAML. Its published validator knows no approval and refuses a rate limit on a name with a dot, so both become denials.
/// </summary>
public sealed class InterceptFormat : PolicyFormat
{
    /// <inheritdoc/>
    public override string Id => "intercept";

    /// <inheritdoc/>
    public override string Title => "Intercept";

    /// <inheritdoc/>
    public override string Extension => "yaml";

    /// <inheritdoc/>
    public override string MediaType => "application/yaml";

    /// <inheritdoc/>
    public override string UnknownTools => "denied, since the default is deny.";

    /// <inheritdoc/>
    public override string HowToInstall => "Start Intercept with this file in front of the server and point your client at Intercept.";

    /// <inheritdoc/>
    protected override IReadOnlyList<DecisionKind> Knows => [DecisionKind.Allow, DecisionKind.Limit, DecisionKind.Deny, DecisionKind.Hide];

    /// <inheritdoc/>
    protected override bool KeysOnServer => false;

    /// <inheritdoc/>
    public override string? ArgumentsFault => null;

    /// <inheritdoc/>
    protected override string? NameFault(string name) => name == "*" ? "a lone asterisk means every tool in this format" : null;

    /// <inheritdoc/>
    protected override DecisionKind Stricter(PlannedTool tool) =>
        tool.Decision.Kind == DecisionKind.Limit && tool.Name.Contains('.', StringComparison.Ordinal) ? DecisionKind.Deny : base.Stricter(tool);

    /// <inheritdoc/>
    protected override string WriteText(WrittenPlan plan, IReadOnlyList<string> notes)
    {
        var tools = plan.Union;
        var hidden = tools.Where(tool => tool.Kind == DecisionKind.Hide).ToList();
        var named = tools.Where(tool => tool.Kind != DecisionKind.Hide).ToList();
        return new YamlText(PolicyHeader.Lines(plan, notes)).Map(top =>
        {
            top.Word("version").Text("1").Word("default").Word("deny");
            if (hidden.Count > 0)
            {
                top.Word("hide").List(list =>
                {
                    foreach (var tool in hidden) list.Comment(PolicyHeader.Line(tool)).Text(tool.Name);
                });
            }
            top.Word("tools");
            if (named.Count == 0) top.EmptyMap();
            else top.Map(map => WriteTools(map, named));
        }).Finish();
    }

    private static void WriteTools(YamlText map, List<WrittenTool> tools)
    {
        foreach (var tool in tools)
        {
            map.Comment(PolicyHeader.Line(tool)).Text(tool.Name).Map(entry =>
            {
                entry.Word("rules");
                if (tool.Kind == DecisionKind.Allow && tool.Condition is null) entry.Strings([]);
                else entry.List(rules =>
                {
                    if (tool.Condition is { } condition) rules.Map(rule => WriteCondition(rule, condition));
                    if (tool.Kind != DecisionKind.Allow) rules.Map(rule => WriteRule(rule, tool));
                });
            });
        }
    }

    private static void WriteRule(YamlText rule, WrittenTool tool)
    {
        if (tool.Kind == DecisionKind.Limit)
        {
            rule.Word("name").Text("calls-per-minute").Word("rate_limit").Text($"{tool.Said.PerMinute}/minute");
            return;
        }
        var why = tool.Plan.Decision.Kind == DecisionKind.Ask ? "Requires human approval." : tool.Plan.Decision.Because;
        rule.Word("name").Text("denied").Word("action").Word("deny").Word("on_deny").Text(why);
    }

    // Conditions say when a call is permitted, and all must hold.
    private static void WriteCondition(YamlText rule, ArgumentCondition condition)
    {
        rule.Word("name").Text("arguments").Word("on_deny").Text($"Allowed only where {ConditionSentences.Of(condition)}.");
        rule.Word("conditions").List(list =>
        {
            foreach (var (test, operation, write) in condition.Tests.SelectMany(Said))
            {
                list.Map(entry => write(entry.Word("path").Text("args." + test.Argument).Word("op").Word(operation).Word("value")));
            }
        });
    }

    private static IEnumerable<(ArgumentTest Test, string Operation, Action<YamlText> Write)> Said(ArgumentTest test) => test.Kind switch
    {
        ArgumentTestKind.OneOf => [(test, "in", value => value.Strings(test.Values))],
        ArgumentTestKind.Is => [(test, "eq", value => value.Word(test.Value ? "true" : "false"))],
        // Without a look-ahead, which its patterns do not know: no dot is followed by another.
        ArgumentTestKind.Under => [(test, "regex", value => value.Text($"^{test.Folder}([^.]|\\.[^.])*\\.?$"))],
        _ => [(test, "gte", value => value.Word("0")), (test, "lte", value => value.Word(test.Ceiling.ToString(CultureInfo.InvariantCulture)))],
    };
}
