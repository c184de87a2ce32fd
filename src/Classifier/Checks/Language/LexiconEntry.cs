namespace Catalogue.Classifier.Checks.Language;

/// <summary>What the lexicon knows of one folded word or stem.</summary>
internal sealed class LexiconEntry
{
    /// <summary>What the word means by itself.</summary>
    public ConceptSet Concepts { get; set; }

    /// <summary>Terms of several words, or with a prefix character, that begin with this word; longest first.</summary>
    public List<LexiconTerm> Phrases { get; } = [];

    /// <summary>Whether one of the phrases is a single word, so that any word may follow.</summary>
    public bool AnyFollower { get; private set; }

    /// <summary>The first letters of second words: bit = letter modulo 64.</summary>
    public ulong Followers { get; private set; }

    /// <summary>Adds a phrase.</summary>
    public void Add(LexiconTerm phrase)
    {
        Phrases.Add(phrase);
        if (phrase.Words.Length == 1) AnyFollower = true;
        else Followers |= 1UL << (phrase.Words[1][0] & 63);
    }
}
