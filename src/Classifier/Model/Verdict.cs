namespace Catalogue.Classifier.Model;

/// <summary>What the catalogue says of one tool, and why. Computed from definition, context and rule set alone.</summary>
public sealed record Verdict
{
    /// <summary>The worst kind of effect one call can have.</summary>
    public required Category Category { get; init; }

    /// <summary>The risk of a call: the highest of category, capabilities and findings.</summary>
    public required RiskLevel Risk { get; init; }

    /// <summary>How well the evidence supports the category.</summary>
    public required Confidence Confidence { get; init; }

    /// <summary>True when the counter-evidence would have led to another category.</summary>
    public bool Contested { get; init; }

    /// <summary>True when only the server's own claim (annotations, a description's "read-only") made it a reader.</summary>
    public bool ReaderByClaimOnly { get; init; }

    /// <summary>What the tool gives access to.</summary>
    public Capabilities Capabilities { get; init; }

    /// <summary>Evidence for the verdict, ordered by field, start, rule.</summary>
    public IReadOnlyList<Evidence> Evidence { get; init; } = [];

    /// <summary>Evidence against it, in the same order.</summary>
    public IReadOnlyList<Evidence> CounterEvidence { get; init; } = [];

    /// <summary>What is wrong with the definition itself, in the same order.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>True when the definition was larger than what is read, so that the verdict speaks of its beginning only.</summary>
    public bool Cut { get; init; }

    /// <summary><c>sha256:…</c> of the canonical definition (see <see cref="Text.DefinitionHash"/>).</summary>
    public required string Definition { get; init; }

    /// <summary><c>sha256:…</c> of the server context.</summary>
    public required string Context { get; init; }

    /// <summary><c>sha256:…</c> of the rule files, word lists and engine version.</summary>
    public required string RuleSet { get; init; }
}
