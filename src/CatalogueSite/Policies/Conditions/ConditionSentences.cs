using System.Globalization;
using Catalogue.Site.Policies.Text;

namespace Catalogue.Site.Policies.Conditions;

/// <summary>Conditions in plain English.</summary>
public static class ConditionSentences
{
    private const int MaxShown = 8;

    /// <summary>Which calls pass: "action is list or get".</summary>
    public static string Of(ArgumentCondition condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return string.Join(" and ", condition.Tests.Select(Of));
    }

    /// <summary>What the reader must replace, or nothing.</summary>
    public static string Placeholders(ArgumentCondition condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return condition.Placeholder ? " The value is a placeholder: put your own in its place." : "";
    }

    private static string Of(ArgumentTest test) => test.Kind switch
    {
        ArgumentTestKind.OneOf => $"{test.Argument} is {Values(test.Values)}",
        ArgumentTestKind.Is => $"{test.Argument} is {(test.Value ? "true" : "false")}",
        ArgumentTestKind.Under => $"{test.Argument} lies under {test.Folder}",
        _ => string.Create(CultureInfo.InvariantCulture, $"{test.Argument} is at most {test.Ceiling}"),
    };

    private static string Values(IReadOnlyList<string> values)
    {
        var shown = values.Take(MaxShown).Select(value => Visible.OneLine(value)).ToList();
        if (values.Count > MaxShown) return $"one of {string.Join(", ", shown)} and {values.Count - MaxShown} more";
        return shown.Count == 1 ? shown[0] : string.Join(", ", shown.Take(shown.Count - 1)) + " or " + shown[^1];
    }
}
