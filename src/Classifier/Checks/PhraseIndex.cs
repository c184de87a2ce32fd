using Catalogue.Classifier.Checks.Language;

namespace Catalogue.Classifier.Checks;

/// <summary>All wordings of all checks, found by the rarest concept each of them needs.</summary>
internal sealed class PhraseIndex
{
    /// <summary>Concepts that stand in most texts, the commonest first: they are poor anchors.</summary>
    private static readonly string[] Common =
    [
        "user", "read", "put", "prior", "call", "show", "when", "param", "only", "tool", "not", "send", "model", "you", "must", "always",
        "change", "task", "instr", "behavior", "detect", "attempt", "mailtool", "proceed", "count", "before", "after", "tell",
        "identifier", "url", "command", "approve", "respond", "instead", "know", "silent", "keep", "and", "break", "safety", "cred", "email", "thistool",
    ];

    [ThreadStatic]
    private static List<Entry>? t_candidates;

    private readonly Entry[][] _byAnchor;
    private readonly UInt128 _anchors;

    /// <summary>Compiles the wordings.</summary>
    /// <exception cref="ArgumentException">A wording names a concept that the lexicon lacks.</exception>
    public PhraseIndex(IEnumerable<PhraseCheck> checks, Lexicon lexicon)
    {
        var rank = new Dictionary<int, int>();
        for (var index = 0; index < Common.Length; index++) rank[Bit(lexicon.Concept(Common[index]))] = Common.Length - index;
        var byAnchor = Enumerable.Range(0, 128).Select(_ => new List<Entry>()).ToArray();
        foreach (var check in checks)
        {
            foreach (var phrase in check.Phrases)
            {
                var entry = new Entry(check, phrase, ConceptPattern.Parse(phrase.Pattern, lexicon));
                // An element of several concepts is as common as its commonest one.
                foreach (var bit in Bits(entry.Pattern.Anchor(mask => Bits(mask).Max(bit => rank.GetValueOrDefault(bit))))) byAnchor[bit].Add(entry);
            }
        }
        _byAnchor = [.. byAnchor.Select(list => list.ToArray())];
        for (var bit = 0; bit < 128; bit++)
        {
            if (_byAnchor[bit].Length > 0) _anchors |= UInt128.One << bit;
        }
    }

    /// <summary>One compiled wording.</summary>
    internal sealed class Entry(PhraseCheck check, Phrase phrase, ConceptPattern pattern)
    {
        /// <summary>The check.</summary>
        public PhraseCheck Check { get; } = check;

        /// <summary>The wording.</summary>
        public Phrase Phrase { get; } = phrase;

        /// <summary>Its pattern.</summary>
        public ConceptPattern Pattern { get; } = pattern;
    }

    /// <summary>The wordings that could match a text with these concepts, each once; good until the next call on this thread.</summary>
    public List<Entry> Candidates(UInt128 present)
    {
        var into = t_candidates ??= [];
        into.Clear();
        for (var rest = present & _anchors; rest != UInt128.Zero; rest &= rest - UInt128.One)
        {
            foreach (var entry in _byAnchor[(int)UInt128.TrailingZeroCount(rest)])
            {
                if (entry.Pattern.CouldMatch(present) && !into.Contains(entry)) into.Add(entry);
            }
        }
        return into;
    }

    private static int Bit(UInt128 concept) => (int)UInt128.TrailingZeroCount(concept);

    private static IEnumerable<int> Bits(UInt128 mask)
    {
        for (; mask != UInt128.Zero; mask &= mask - UInt128.One) yield return Bit(mask);
    }
}
