namespace Catalogue.Classifier.Text;

/// <summary>Why a character cannot be seen, or deceives the eye.</summary>
internal enum InvisibleKind
{
    /// <summary>Zero-width spaces and joiners, soft hyphens, fillers.</summary>
    ZeroWidth,

    /// <summary>Marks that turn the direction of writing.</summary>
    Bidirectional,

    /// <summary>Tag characters (U+E0000 to U+E007F): a hidden copy of ASCII.</summary>
    Tag,

    /// <summary>Variation selectors in a row or behind a plain letter: a hidden copy of bytes.</summary>
    VariationSelector,

    /// <summary>C0 and C1 controls other than tab and line breaks.</summary>
    Control,

    /// <summary>Private-use and noncharacter code points.</summary>
    PrivateUse,
}

/// <summary>A run of characters that cannot be seen.</summary>
/// <param name="Start">Offset in the original text.</param>
/// <param name="Length">Length in UTF-16 code units.</param>
/// <param name="Kind">Why they cannot be seen.</param>
/// <param name="Harmless">Used as scripts and emoji need them.</param>
/// <param name="Hidden">The text the run hides, where it hides one.</param>
internal readonly record struct InvisibleRun(int Start, int Length, InvisibleKind Kind, bool Harmless, string? Hidden);
