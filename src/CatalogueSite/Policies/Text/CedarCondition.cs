using System.Globalization;
using Catalogue.Site.Policies.Conditions;

namespace Catalogue.Site.Policies.Text;

/// <summary>Conditions on arguments as Cedar. An expression that fails, for a value of another type, makes its policy permit nothing.</summary>
internal static class CedarCondition
{
    /// <summary>A <c>when</c> clause.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="holder">The record that holds the arguments: <c>context</c>, or <c>context.input</c>.</param>
    /// <param name="prefix">What stands before an argument's name in it.</param>
    /// <param name="decimals">Whether numbers come as decimals, whole ones too.</param>
    public static string When(ArgumentCondition condition, string holder, string prefix, bool decimals = false) =>
        "when { " + string.Join(" && ", condition.Tests.Select(test => Say(test, holder, Quoted.Cedar(prefix + test.Argument), decimals))) + " }";

    private static string Say(ArgumentTest test, string holder, string name, bool decimals) => $"{holder} has {name} && " + test.Kind switch
    {
        ArgumentTestKind.OneOf => $"[{string.Join(", ", test.Values.Select(Quoted.Cedar))}].contains({holder}[{name}])",
        ArgumentTestKind.Is => $"{holder}[{name}] == {(test.Value ? "true" : "false")}",
        ArgumentTestKind.Under => $"{holder}[{name}] like \"{test.Folder}*\" && !({holder}[{name}] like \"*..*\")",
        _ when decimals => string.Create(CultureInfo.InvariantCulture, $"{holder}[{name}].greaterThanOrEqual(decimal(\"0.0\")) && {holder}[{name}].lessThanOrEqual(decimal(\"{test.Ceiling}.0\"))"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{holder}[{name}] >= 0 && {holder}[{name}] <= {test.Ceiling}"),
    };
}
