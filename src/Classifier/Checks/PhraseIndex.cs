using Catalogue.Classifier.Checks.Language;
using Catalogue.Classifier.Text;

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

    private readonly Anchored[][] _byAnchor;

    /// <summary>For each anchor concepts of which one must be there as well for any of its wordings.</summary>
    private readonly ConceptSet[] _partners = new ConceptSet[128];

    /// <summary>Compiles the wordings.</summary>
    /// <exception cref="ArgumentException">A wording names a concept that the lexicon lacks.</exception>
    public PhraseIndex(IEnumerable<PhraseCheck> checks, Lexicon lexicon)
    {
        var rank = new Dictionary<int, int>();
        for (var index = 0; index < Common.Length; index++) rank[Bit(lexicon.Concept(Common[index]))] = Common.Length - index;
        var byAnchor = Enumerable.Range(0, 128).Select(_ => new List<Anchored>()).ToArray();
        foreach (var check in checks)
        {
            foreach (var phrase in check.Phrases)
            {
                var pattern = ConceptPattern.Parse(phrase.Pattern, lexicon);
                if (pattern.Length == 1) Lone |= pattern.First;
                // An element of several concepts is as common as its commonest one.
                var entry = new Entry(check, phrase, pattern, pattern.Anchor(mask => Commonest(mask, rank)));
                for (var rest = entry.Anchor; !rest.IsEmpty;)
                {
                    var bit = rest.TakeLowest(out rest);
                    byAnchor[bit].Add(new Anchored(entry, pattern.Needed, pattern.Choice));
                    _partners[bit] |= pattern.Partner(entry.Anchor);
                }
            }
        }
        _byAnchor = [.. byAnchor.Select(list => list.ToArray())];
        for (var bit = 0; bit < 128; bit++)
        {
            if (_byAnchor[bit].Length > 0) Anchors |= ConceptSet.Of(bit);
        }
    }

    /// <summary>Concepts that are a wording by themselves.</summary>
    public ConceptSet Lone { get; }

    /// <summary>Concepts by which wordings are found: a text without any of them holds none.</summary>
    public ConceptSet Anchors { get; }

    /// <summary>A wording with what must be there, all of it and one of it, so that most need not be looked into.</summary>
    private readonly record struct Anchored(Entry Entry, ConceptSet Needed, ConceptSet Choice);

    /// <summary>One compiled wording.</summary>
    internal sealed class Entry(PhraseCheck check, Phrase phrase, ConceptPattern pattern, ConceptSet anchor)
    {
        /// <summary>The check.</summary>
        public PhraseCheck Check { get; } = check;

        /// <summary>The wording.</summary>
        public Phrase Phrase { get; } = phrase;

        /// <summary>Its pattern.</summary>
        public ConceptPattern Pattern { get; } = pattern;

        /// <summary>Its rarest element.</summary>
        public ConceptSet Anchor { get; } = anchor;
    }

    /// <summary>The wordings that could match a text, each once.</summary>
    /// <param name="scan">What was found in it.</param>
    /// <param name="into">Receives them; cleared first.</param>
    public void FindCandidates(ConceptScan scan, RowList<Entry> into)
    {
        into.Clear();
        var present = scan.Present;
        for (var rest = present & Anchors; !rest.IsEmpty;)
        {
            var bit = rest.TakeLowest(out rest);
            if (!_partners[bit].Overlaps(present)) continue;
            var all = _byAnchor[bit];
            for (var index = 0; index < all.Length; index++)
            {
                ref readonly var anchored = ref all[index];
                if (!present.Holds(anchored.Needed) || !present.Overlaps(anchored.Choice)) continue;
                var entry = anchored.Entry;
                // Of an anchor's several concepts the lowest one that is there stands for all: no wording is taken twice.
                if (entry.Pattern.CouldMatch(present) && (entry.Anchor & present).TakeLowest(out _) == bit && IsInSentence(entry.Pattern, scan)) into.Add(entry);
            }
        }
    }

    /// <summary>Whether one sentence has all that the pattern needs, where it must.</summary>
    private static bool IsInSentence(ConceptPattern pattern, ConceptScan scan)
    {
        if (!pattern.StaysInSentence || scan.Sentences.Count == 1) return true;
        foreach (ref readonly var sentence in scan.Sentences)
        {
            if (pattern.CouldMatch(sentence)) return true;
        }
        return false;
    }

    private static int Bit(ConceptSet concept) => concept.TakeLowest(out _);

    private static int Commonest(ConceptSet mask, Dictionary<int, int> rank)
    {
        var most = 0;
        while (!mask.IsEmpty) most = Math.Max(most, rank.GetValueOrDefault(mask.TakeLowest(out mask)));
        return most;
    }
}
