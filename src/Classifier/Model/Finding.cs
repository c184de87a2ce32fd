namespace Catalogue.Classifier.Model;

/// <summary>The kind of fault a finding speaks of.</summary>
public enum FindingClass
{
    /// <summary>Text that tries to steer the model or to hide from the user.</summary>
    Poisoning,

    /// <summary>A name that can be taken for another's.</summary>
    Identity,

    /// <summary>A definition that is careless: contradictions, secrets, duplicate keys, cut text.</summary>
    Hygiene,
}

/// <summary>Something wrong with a definition itself, whatever the tool does.</summary>
/// <param name="Rule">Permanent kebab-case id of the rule or check.</param>
/// <param name="Class">The kind of fault.</param>
/// <param name="Severity">How bad it is; a tool's risk is never below it.</param>
/// <param name="Where">The exact span.</param>
/// <param name="Message">One sentence for a person.</param>
public sealed record Finding(string Rule, FindingClass Class, RiskLevel Severity, Span Where, string Message);
