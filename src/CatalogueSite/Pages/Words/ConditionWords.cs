using Catalogue.Classifier.Model;
using Catalogue.Site.Policies;

namespace Catalogue.Site.Pages.Words;

/// <summary>The conditions of a row of the decision table in words.</summary>
public static class ConditionWords
{
    /// <summary>All conditions, joined: "it is Write and its risk is High or above".</summary>
    public static string Of(DecisionRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        var conditions = new List<string>(6);
        if (rule.Finding is { } severity) conditions.Add($"it has a finding of severity {OrAbove(severity)}");
        if (rule.Category is { } category) conditions.Add($"it is {category}");
        if (rule.Risk is { } risk) conditions.Add($"its risk is {OrAbove(risk)}");
        if (rule.Capabilities != Capabilities.None) conditions.Add("it " + string.Join(", ", CapabilityNames.Split(rule.Capabilities).Select(Capability)));
        if (rule.Confidence is { } confidence) conditions.Add($"the confidence is {confidence}");
        if (rule.ClaimOnly is { } claim) conditions.Add(claim ? "only its author’s claim says that it reads" : "more than its author’s claim says that it reads");
        return conditions.Count == 0 ? "always" : string.Join(", and ", conditions);
    }

    private static string OrAbove(RiskLevel level) => level == RiskLevel.Critical ? "Critical" : $"{level} or above";

    private static string Capability(string name) => CapabilityWords.Of(name)?.Title.ToLowerInvariant() ?? name;
}
