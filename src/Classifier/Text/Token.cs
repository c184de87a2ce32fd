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

/// <summary>One word of a definition: sixteen bytes, for there are many of them and all are passed over several times.</summary>
internal struct Token
{
    // Offsets and lengths are below 2^20 (DefinitionReader.MaxChars), fields below 2^16 (MaxFields).
    private const int LengthAt = 20, FieldAt = 40, FlagsAt = 56;
    private const int OffsetMask = (1 << LengthAt) - 1;
    private readonly ulong _place;

    /// <summary>A word as it was looked up.</summary>
    /// <param name="start">Offset in the reader's buffer.</param>
    /// <param name="length">Length in UTF-16 code units.</param>
    /// <param name="field">Index of its field.</param>
    /// <param name="word">What is known of it.</param>
    /// <param name="flags">Where it stands.</param>
    public Token(int start, int length, int field, Word word, TokenFlags flags)
    {
        _place = (uint)start | ((ulong)(uint)length << LengthAt) | ((ulong)(uint)field << FieldAt) | ((ulong)flags << FlagsAt);
        Word = word;
    }

    /// <summary>What is known of it.</summary>
    public Word Word { get; private set; }

    /// <summary>Offset in the reader's buffer.</summary>
    public readonly int Start => (int)_place & OffsetMask;

    /// <summary>Length in UTF-16 code units.</summary>
    public readonly int Length => (int)(_place >> LengthAt) & OffsetMask;

    /// <summary>One past its last character in the buffer.</summary>
    public readonly int End => Start + Length;

    /// <summary>Index of its field.</summary>
    public readonly int Field => (ushort)(_place >> FieldAt);

    /// <summary>Where it stands.</summary>
    public readonly TokenFlags Flags => (TokenFlags)(_place >> FlagsAt);

    /// <summary>Id of its lemma, 0 for an unknown word.</summary>
    public readonly int Lemma => Word.Lemma;

    /// <summary>How it stands to its lemma.</summary>
    public readonly WordForms Forms => Word.Forms;

    /// <summary>What it does.</summary>
    public readonly WordClasses Classes => Word.Classes;

    public readonly bool Is(WordClasses classes) => Word.Is(classes);

    public readonly bool Is(WordTraits traits) => Word.Is(traits);

    public readonly bool Has(TokenFlags flags) => (_place & ((ulong)flags << FlagsAt)) != 0;

    public readonly bool HasForm(WordForms forms) => Word.HasForm(forms);

    /// <summary>Says that a phrase begins here.</summary>
    public void BeginPhrase() => Word = Word.With(WordTraits.InPhrase);
}
