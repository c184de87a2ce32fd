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
            Seconds |= entry.Seconds;
            if (entry.Terms.Length > 0) Terms = Terms.Length == 0 ? entry.Terms : [.. Terms, .. entry.Terms];
        }
        BeginsTerms = Terms.Length > 0;
    }

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

    /// <summary>The beginnings of second words: see <see cref="LexiconEntry.Seconds"/>.</summary>
    public ulong Seconds { get; }
}
