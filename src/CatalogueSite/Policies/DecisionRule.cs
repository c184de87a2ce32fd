using Catalogue.Classifier.Model;

namespace Catalogue.Site.Policies;

/// <summary>One row of the decision table: conditions that must all hold, and what is then decided.</summary>
public sealed record DecisionRule
{
    /// <summary>Kebab-case id, unique in its table.</summary>
    public required string Id { get; init; }

    /// <summary>A finding of this severity or above, or null for any.</summary>
    public RiskLevel? Finding { get; init; }

    /// <summary>This category, or null for any.</summary>
    public Category? Category { get; init; }

    /// <summary>This risk or above, or null for any.</summary>
    public RiskLevel? Risk { get; init; }

    /// <summary>All of these capabilities, or none for any.</summary>
    public Capabilities Capabilities { get; init; }

    /// <summary>Exactly this confidence, or null for any.</summary>
    public Confidence? Confidence { get; init; }

    /// <summary>Whether only a claim made the tool a reader, or null for any.</summary>
    public bool? ClaimOnly { get; init; }

    /// <summary>What is decided.</summary>
    public required Decision Decision { get; init; }

    /// <summary>Whether all conditions hold for a verdict.</summary>
    public bool Fits(Verdict verdict) =>
        (Finding is not { } severity || verdict.Findings.Any(finding => finding.Severity >= severity))
        && (Category is not { } category || verdict.Category == category)
        && (Risk is not { } risk || verdict.Risk >= risk)
        && (verdict.Capabilities & Capabilities) == Capabilities
        && (Confidence is not { } confidence || verdict.Confidence == confidence)
        && (ClaimOnly is not { } claim || verdict.ReaderByClaimOnly == claim);
}
