using Catalogue.Site.Search.Lexicon;
using Catalogue.Site.Search.Text;

namespace Catalogue.Site.Search.Postings;

/// <summary>One way in which a tool can satisfy a part of a query: a term, or several terms in the same field.</summary>
/// <param name="Terms">The terms.</param>
/// <param name="Quality">1 for the word itself, less for what only stands for it.</param>
/// <param name="WholeName">True when the term is the key of a tool's whole name.</param>
internal sealed record Alternative(string[] Terms, float Quality, bool WholeName);

/// <summary>One thing that was asked for, usually a word, with everything that satisfies it.</summary>
internal sealed class PlanGroup(string text)
{
    // A whole name counts as meant when it is one error or few letters away.
    private const float LikelyMeant = 0.75f;

    private readonly Dictionary<string, Alternative> _alternatives = new(StringComparer.Ordinal);

    /// <summary>The word as it was asked for.</summary>
    public string Text { get; } = text;

    public string Stem { get; } = WordForms.Stem(text);

    /// <summary>False for filler words: they add to the score where they match, and are missed nowhere.</summary>
    public bool Required { get; set; } = true;

    /// <summary>True for the words of a phrase: no result goes without.</summary>
    public bool Hard { get; set; }

    /// <summary>How much the word says: rare words say more.</summary>
    public float Weight { get; set; }

    /// <summary>How many tools hold the word itself or a form of it.</summary>
    public int Known { get; set; }

    public IReadOnlyCollection<Alternative> Alternatives => _alternatives.Values;

    public void Add(float quality, params string[] terms)
    {
        var key = string.Join(' ', terms);
        if (_alternatives.TryGetValue(key, out var present) && present.Quality >= quality) return;
        _alternatives[key] = new Alternative(terms, quality, terms[0][0] == '=' && quality > LikelyMeant);
    }
}

/// <summary>What is to be done to answer a query.</summary>
internal sealed class QueryPlan
{
    /// <summary>Greatest number of groups: they are bits of a mask.</summary>
    public const int MaxGroups = 16;

    public required ParsedQuery Query { get; init; }

    /// <summary>Terms that no result may hold.</summary>
    public required IReadOnlyList<string> ExcludedTerms { get; init; }

    public required IReadOnlyList<PlanGroup> Groups { get; init; }

    public required IReadOnlyList<(SearchIntent Intent, ushort Covered)> Intents { get; init; }

    /// <summary>What was typed, without what the parser makes of it: for names that are spelled exactly so.</summary>
    public required string Typed { get; init; }

    public required string? CorrectedText { get; init; }

    /// <summary>Whether tools may be results that hold none of the words, since an intent names them.</summary>
    public bool StandsIn => Intents.Any(found => found.Intent.StandsIn);

    public ushort Required => Mask(group => group.Required);

    public ushort Hard => Mask(group => group.Hard);

    private ushort Mask(Func<PlanGroup, bool> holds)
    {
        var mask = 0;
        for (var i = 0; i < Groups.Count; i++)
        {
            if (holds(Groups[i])) mask |= 1 << i;
        }
        return (ushort)mask;
    }
}
