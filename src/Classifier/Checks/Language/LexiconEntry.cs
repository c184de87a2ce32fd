namespace Catalogue.Classifier.Checks.Language;

/// <summary>What the lexicon knows of one folded word or stem.</summary>
internal sealed class LexiconEntry
{
    /// <summary>Concepts of the word when it stands exactly so.</summary>
    public UInt128 Exact { get; set; }

    /// <summary>Concepts of every word that begins so.</summary>
    public UInt128 Stem { get; set; }

    /// <summary>Terms of several words, or with a prefix character, that begin with this word; longest first.</summary>
    public List<LexiconTerm> Phrases { get; } = [];

    /// <summary>The same for terms whose first word is a stem.</summary>
    public List<LexiconTerm> StemPhrases { get; } = [];
}
