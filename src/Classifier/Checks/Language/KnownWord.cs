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
            Followers |= entry.Followers;
            Seconds |= entry.AnyFollower ? ulong.MaxValue : entry.Seconds;
            if (entry.Terms.Length > 0) Terms = Terms.Length == 0 ? entry.Terms : [.. Terms, .. entry.Terms];
        }
        BeginsTerms = Terms.Length > 0;
        MeansAnything = !Concepts.IsEmpty;
    }

    /// <summary>A word of which nothing is known.</summary>
    public static KnownWord Unknown { get; } = new([]);

    /// <summary>Whether anything is known of it.</summary>
    public bool IsKnown => BeginsTerms | MeansAnything;

    /// <summary>Whether it can mean anything by itself.</summary>
    public bool MeansAnything { get; }

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
}
