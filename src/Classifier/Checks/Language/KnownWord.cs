namespace Catalogue.Classifier.Checks.Language;

/// <summary>Everything the lexicon says of one word: the entries of the word itself and of the stems it begins with.</summary>
internal sealed class KnownWord
{
    /// <summary>Brings the entries of a word together, the word's own first.</summary>
    public KnownWord(ReadOnlySpan<LexiconEntry?> entries)
    {
        Entries = new LexiconEntry[entries.Length];
        for (var i = 0; i < entries.Length; i++)
        {
            Entries[i] = entries[i]!;
            Concepts |= Entries[i].Concepts;
            BeginsTerms |= Entries[i].Phrases.Count > 0;
        }
    }

    /// <summary>The entries.</summary>
    public LexiconEntry[] Entries { get; }

    /// <summary>What the word can mean by itself.</summary>
    public ConceptSet Concepts { get; }

    /// <summary>Whether a term of several words can begin with it.</summary>
    public bool BeginsTerms { get; }
}
