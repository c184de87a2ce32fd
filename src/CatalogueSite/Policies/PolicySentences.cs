using Catalogue.Site.Policies.Conditions;
using Catalogue.Site.Policies.Text;

namespace Catalogue.Site.Policies;

/// <summary>What a policy does, in plain English: for notes, comments and pages.</summary>
internal static class PolicySentences
{
    /// <summary>How many tools get what, and what becomes of unknown ones.</summary>
    public static string Summary(WrittenPlan plan, string unknownTools)
    {
        var tools = plan.Servers.SelectMany(server => server.Tools).Where(tool => tool.Carried).ToList();
        var parts = new[]
        {
            Part(tools.FindAll(tool => tool.Condition is null), DecisionKind.Allow, "allowed"),
            Part(tools.FindAll(tool => tool.Condition is null), DecisionKind.Limit, "allowed up to a number of calls a minute"),
            Narrowed(tools.Count(tool => tool.Condition is not null)),
            Part(tools, DecisionKind.Ask, "allowed after a person agrees"),
            Part(tools, DecisionKind.Deny, "denied"),
            Part(tools, DecisionKind.Hide, "hidden from the model and denied"),
        };
        var said = parts.OfType<string>().ToList();
        var first = said.Count == 0 ? "No tool is named." : tools.Count == 1 ? $"The tool is {said[0][2..]}." : $"Of {Count(tools.Count)}: {string.Join("; ", said)}.";
        return $"{first} Tools it does not know: {unknownTools}";
    }

    /// <summary>One sentence for each kind of decision that became stricter.</summary>
    public static IEnumerable<string> Stricter(WrittenPlan plan, string title) =>
        plan.Servers.SelectMany(server => server.Tools)
            .Where(tool => tool.Carried && tool.Condition is null && tool.Kind > tool.Plan.Decision.Kind && !(tool.Plan.Decision.Kind == DecisionKind.Deny && tool.Kind == DecisionKind.Hide))
            .GroupBy(tool => (tool.Plan.Decision.Kind, tool.Plan.Decision.PerMinute, Said: tool.Kind))
            .OrderBy(group => group.Key)
            .Select(group => $"{Count(group.Count())} meant to be {Meant(group.Key.Kind, group.Key.PerMinute)}: this file for {title} can't say that of them, so it says {Verb(group.Key.Said)}.");

    /// <summary>What the conditions on arguments do, or what they would do and why this file has none.</summary>
    public static IEnumerable<string> Conditions(WrittenPlan plan, string title, string? fault)
    {
        if (!plan.Plan.Conditions) yield break;
        foreach (var tool in plan.Servers.SelectMany(server => server.Tools).Where(tool => tool.Condition is not null))
        {
            yield return $"\"{Visible.OneLine(tool.Name)}\" only where {ConditionSentences.Of(tool.Condition!)}; every other call is denied.{ConditionSentences.Placeholders(tool.Condition!)}";
        }
        var left = plan.Servers.SelectMany(server => server.Tools).Count(tool => tool is { Carried: true, Plan.Condition: not null, Condition: null });
        if (left > 0) yield return $"{Count(left)} could be narrowed by arguments, but not in this file for {title}: {fault ?? "its grammar can't say these conditions without a gap."} They keep their decision.";
    }

    /// <summary>One sentence for each tool whose name the format can't carry.</summary>
    public static IEnumerable<string> NotCarried(WrittenPlan plan, string title) =>
        plan.Servers.SelectMany(server => server.Tools)
            .Where(tool => !tool.Carried)
            .Select(tool => $"{title} can't be told about the tool \"{Visible.OneLine(tool.Name)}\": {tool.Fault}. The file does not name it; it is treated as an unknown tool.");

    /// <summary>What a decision is, as a verb.</summary>
    public static string Verb(DecisionKind kind) => kind switch
    {
        DecisionKind.Allow => "allow",
        DecisionKind.Limit => "limit",
        DecisionKind.Ask => "ask",
        DecisionKind.Deny => "deny",
        _ => "hide",
    };

    private static string Meant(DecisionKind kind, int? perMinute) => kind switch
    {
        DecisionKind.Limit => $"limited to {perMinute} calls a minute",
        DecisionKind.Ask => "asked about",
        DecisionKind.Hide => "hidden",
        DecisionKind.Deny => "denied",
        _ => "allowed",
    };

    private static string? Part(List<WrittenTool> tools, DecisionKind kind, string what)
    {
        var count = tools.Count(tool => tool.Kind == kind);
        return count == 0 ? null : $"{count} {what}";
    }

    private static string? Narrowed(int count) => count == 0 ? null : $"{count} allowed only with arguments that its conditions let through";

    private static string Count(int count) => count == 1 ? "1 tool" : $"{count} tools";
}
