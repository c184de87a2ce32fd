namespace Catalogue.Classifier.Text;

/// <summary>Where a token stands in its text.</summary>
[Flags]
internal enum TokenFlags : byte
{
    None = 0,

    /// <summary>First of a sentence.</summary>
    Sentence = 1,

    /// <summary>First behind a comma, bracket, colon or dash.</summary>
    Clause = 2,

    /// <summary>First behind a comma or slash: an item of a list.</summary>
    Listed = 4,

    /// <summary>An identifier inside prose (delete_file, imageUpload): the name of something else.</summary>
    Identifier = 8,

    /// <summary>First behind a colon.</summary>
    Colon = 16,

    /// <summary>Inside brackets or quotation marks.</summary>
    Aside = 32,

    /// <summary>Of a language whose verbs stand last.</summary>
    VerbLast = 64,

    /// <summary>Joined to the token before by a hyphen.</summary>
    Hyphen = 128,
}

/// <summary>One word of a definition.</summary>
/// <param name="Start">Offset in the reader's buffer.</param>
/// <param name="Length">Length in UTF-16 code units.</param>
/// <param name="Field">Index of its field.</param>
/// <param name="Lemma">Id of its lemma, 0 for an unknown word.</param>
/// <param name="Forms">How it stands to its lemma.</param>
/// <param name="Flags">Where it stands.</param>
/// <param name="Classes">What it does.</param>
internal readonly record struct Token(int Start, int Length, int Field, int Lemma, WordForms Forms, TokenFlags Flags, WordClasses Classes)
{
    public bool Is(WordClasses classes) => (Classes & classes) != 0;

    public bool Has(TokenFlags flags) => (Flags & flags) != 0;

    public bool HasForm(WordForms forms) => (Forms & forms) != 0;

    public int End => Start + Length;
}
