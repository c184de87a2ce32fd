using Catalogue.Classifier.Model;
using Catalogue.Classifier.Rules;

namespace Catalogue.Classifier.Checks;

/// <summary>
/// One check of a definition's texts. One sealed class each: its id, in PascalCase, is the name of the class, of the
/// file and of its test; <see cref="Info"/> is the material of its page.
/// </summary>
internal abstract class FindingCheck
{
    /// <summary>What people may know of the check.</summary>
    public abstract RuleInfo Info { get; }

    /// <summary>The kind of fault it finds.</summary>
    public virtual FindingClass Class => FindingClass.Poisoning;

    /// <summary>Permanent kebab-case id.</summary>
    public string Id => Info.Id;

    /// <summary>One sentence for a person about what was found.</summary>
    public abstract string Message { get; }

    /// <summary>The page material in short form.</summary>
    protected static RuleInfo Describe(
        string id, string title, RiskLevel severity, string matchesWhat, string why,
        string[] matches, string[] ignores, string[]? falseAlarms = null, FindingClass kind = FindingClass.Poisoning) => new()
        {
            Id = id,
            Title = title,
            Topic = "checks",
            Kind = RuleKind.Finding,
            For = kind.ToString().ToLowerInvariant(),
            Weight = 0,
            Severity = severity.ToString(),
            MatchesWhat = matchesWhat,
            Why = why,
            Matches = [.. matches.Select(text => new RuleExample(text))],
            Ignores = [.. ignores.Select(text => new RuleExample(text))],
            KnownFalseAlarms = falseAlarms ?? [],
        };
}
