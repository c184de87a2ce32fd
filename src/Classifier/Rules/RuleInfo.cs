namespace Catalogue.Classifier.Rules;

/// <summary>What a rule or check speaks for.</summary>
public enum RuleKind
{
    /// <summary>Evidence for a category.</summary>
    Category,

    /// <summary>Evidence for a capability.</summary>
    Capability,

    /// <summary>A finding: something wrong with the definition itself.</summary>
    Finding,

    /// <summary>Counter-evidence: speaks against a category.</summary>
    Counter,
}

/// <summary>An example of a rule: a definition in short form (<c>name</c>, or <c>name: description</c>) and what is expected of it.</summary>
/// <param name="Text">The example as the rule file writes it.</param>
public sealed record RuleExample(string Text);

/// <summary>What people may know of one rule or check: the material of its page.</summary>
public sealed record RuleInfo
{
    /// <summary>Permanent kebab-case id.</summary>
    public required string Id { get; init; }

    /// <summary>Title.</summary>
    public required string Title { get; init; }

    /// <summary>The topic: the rule file's name without extension, or <c>checks</c>.</summary>
    public required string Topic { get; init; }

    /// <summary>What it speaks for.</summary>
    public required RuleKind Kind { get; init; }

    /// <summary>The category (PascalCase), capability (kebab-case) or finding class (lower case) it speaks for.</summary>
    public required string For { get; init; }

    /// <summary>Weight 1 to 100; for findings 0.</summary>
    public required int Weight { get; init; }

    /// <summary>Severity (PascalCase) for findings; null otherwise.</summary>
    public string? Severity { get; init; }

    /// <summary>What it matches, in one readable line.</summary>
    public required string MatchesWhat { get; init; }

    /// <summary>Why, a paragraph in plain English.</summary>
    public required string Why { get; init; }

    /// <summary>Examples that must match (run as tests).</summary>
    public IReadOnlyList<RuleExample> Matches { get; init; } = [];

    /// <summary>Examples that must not match (run as tests).</summary>
    public IReadOnlyList<RuleExample> Ignores { get; init; } = [];

    /// <summary>Known false alarms, in plain English; may be empty.</summary>
    public IReadOnlyList<string> KnownFalseAlarms { get; init; } = [];
}
