namespace Catalogue.Classifier.Rules;

/// <summary>A rule with its words as ids.</summary>
internal sealed class CompiledRule(RuleDefinition definition)
{
    public RuleDefinition Definition { get; } = definition;

    public required IdSet? Objects { get; init; }

    public required IdSet? Heads { get; init; }

    public required IdSet? Unless { get; init; }

    public required IdSet? With { get; init; }

    public required IdSet? Context { get; init; }

    public required IdSet? NoContext { get; init; }

    /// <summary>Categories in which the rule counts, as bits.</summary>
    public int When { get; } = definition.When.Count == 0 ? -1 : definition.When.Aggregate(0, (bits, category) => bits | 1 << (int)category);
}
