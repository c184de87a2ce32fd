using System.Runtime.CompilerServices;

namespace Catalogue.Classifier.Text;

/// <summary>What is known of one spelling, in one number: it is copied into every token. All zero for an unknown one.</summary>
internal readonly struct Word
{
    private const int ClassesAt = 16, FormsAt = 32, TraitsAt = 40;
    private readonly ulong _bits;

    /// <summary>A spelling.</summary>
    /// <param name="lemma">Id of its lemma, at most <see cref="WordTable.MaxLemmas"/>.</param>
    /// <param name="forms">How it stands to its lemma.</param>
    /// <param name="classes">What it does.</param>
    public Word(int lemma, WordForms forms, WordClasses classes) => _bits = (ushort)lemma | ((ulong)classes << ClassesAt) | ((ulong)forms << FormsAt);

    private Word(ulong bits) => _bits = bits;

    /// <summary>Id of its lemma, 0 for an unknown word.</summary>
    public int Lemma => (ushort)_bits;

    /// <summary>What it does.</summary>
    public WordClasses Classes => (WordClasses)(_bits >> ClassesAt);

    /// <summary>How it stands to its lemma.</summary>
    public WordForms Forms => (WordForms)(_bits >> FormsAt);

    public bool Is(WordClasses classes) => (_bits & ((ulong)classes << ClassesAt)) != 0;

    public bool Is(WordTraits traits) => (_bits & ((ulong)traits << TraitsAt)) != 0;

    public bool HasForm(WordForms forms) => (_bits & ((ulong)forms << FormsAt)) != 0;

    /// <summary>The word where a condition holds, else none; nothing branches on it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Word If(bool condition) => new(_bits & (0 - (ulong)Unsafe.BitCast<bool, byte>(condition)));

    /// <summary>The word, with more traits.</summary>
    public Word With(WordTraits traits) => new(_bits | ((ulong)traits << TraitsAt));
}
