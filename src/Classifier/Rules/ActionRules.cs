namespace Catalogue.Classifier.Rules;

/// <summary>The rules that a verb, or an object whatever its verb, brings up, by index; special ones first, then the heavier.</summary>
internal sealed class ActionRules
{
    /// <summary>A witness of less weight supports what others decided, and decides nothing.</summary>
    public const int Decisive = 50;

    /// <summary>Lays them out.</summary>
    public ActionRules(IReadOnlyList<CompiledRule> rules)
    {
        Meanings = [.. rules.Where(rule => !rule.IsSide).Select(rule => rule.Index)];
        Sides = [.. rules.Where(rule => rule.IsSide).Select(rule => rule.Index)];
        Decides = rules.Any(rule => rule.Definition is { Category: not null, Weight: >= Decisive });
    }

    /// <summary>Those that give an action its category: the first that fits is its meaning.</summary>
    public int[] Meanings { get; }

    /// <summary>Those of capabilities and of counter-evidence: each that fits counts.</summary>
    public int[] Sides { get; }

    /// <summary>Whether one of them is strong enough to decide the category.</summary>
    public bool Decides { get; }
}
