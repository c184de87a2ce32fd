using Catalogue.Classifier.Model;

namespace Catalogue.Classifier.Rules;

/// <summary>A rule with its words as ids.</summary>
internal sealed class CompiledRule(RuleDefinition definition, int index)
{
    public RuleDefinition Definition { get; } = definition;

    /// <summary>Its place among the rules.</summary>
    public int Index { get; } = index;

    /// <summary>True where it gives no action its category: rules of capabilities and of counter-evidence.</summary>
    public bool IsSide { get; } = definition is { Category: null } or { Against: not null };

    /// <summary>What evidence says that it speaks for.</summary>
    public string For { get; } = definition.For;

    /// <summary>True for a claim to only read that is made in words.</summary>
    public bool ClaimsInWords { get; } = definition.Claim && definition.Words.Count > 0;

    /// <summary>Categories in which the rule counts, as bits.</summary>
    public int When { get; } = Bits(definition.When);

    private static int Bits(IReadOnlyList<Category> categories)
    {
        var bits = categories.Count == 0 ? -1 : 0;
        for (var i = 0; i < categories.Count; i++) bits |= 1 << (int)categories[i];
        return bits;
    }
}
