namespace Catalogue.Classifier.Checks.Language;

/// <summary>Everything the lexicon says of one word: the entries of the word itself and of the stems it begins with, brought together.</summary>
internal sealed class KnownWord
{
    /// <summary>Brings the entries of a word together, the word's own first.</summary>
    public KnownWord(ReadOnlySpan<LexiconEntry?> entries)
    {
        Terms = [];
        foreach (var entry in entries)
        {
            Concepts |= entry!.Concepts;
            AnyFollower |= entry.AnyFollower;
            if (entry.Breaks) Breaks = 1;
            Followers |= entry.Followers;
            Seconds |= entry.AnyFollower ? ulong.MaxValue : entry.Seconds;
            Others |= entry.AnyFollower ? ulong.MaxValue : entry.Others;
            if (entry.Terms.Length > 0) Terms = Terms.Length == 0 ? entry.Terms : [.. Terms, .. entry.Terms];
        }
        BeginsTerms = Terms.Length > 0;
        Hits = Concepts.IsEmpty ? 0 : 1;
    }

    /// <summary>A word of which nothing is known.</summary>
    public static KnownWord Unknown { get; } = new([]);

    /// <summary>Whether anything is known of it.</summary>
    public bool IsKnown => BeginsTerms || Hits > 0;

    /// <summary>The hits it makes by itself: 1 where it can mean anything, else 0. A number, since it is added rather than asked.</summary>
    public int Hits { get; }

    /// <summary>The clauses it begins by itself: 1 or 0.</summary>
    public int Breaks { get; }

    /// <summary>What the word can mean by itself.</summary>
    public ConceptSet Concepts { get; }

    /// <summary>The terms of several words, or with a prefix character, that can begin with it: of each entry the longest first.</summary>
    public LexiconTerm[] Terms { get; }

    /// <summary>Whether there is such a term.</summary>
    public bool BeginsTerms { get; }

    /// <summary>Whether one of these terms asks for no second word.</summary>
    public bool AnyFollower { get; }

    /// <summary>The first letters of second words: see <see cref="LexiconEntry.Followers"/>.</summary>
    public ulong Followers { get; }

    /// <summary>The beginnings of second words: see <see cref="LexiconEntry.Seconds"/>; all bits where a term asks for no second word.</summary>
    public ulong Seconds { get; }

    /// <summary>The same once more: see <see cref="LexiconEntry.Others"/>.</summary>
    public ulong Others { get; }
}
