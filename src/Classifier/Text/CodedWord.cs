using System.Numerics;

namespace Catalogue.Classifier.Text;

/// <summary>A row of ASCII letters and digits as <see cref="LetterCodes"/> reads it.</summary>
/// <param name="key">The letters; whole only where there are at most sixteen.</param>
/// <param name="length">How many there are; more than <see cref="WordKey.Longest"/> may follow where it is that.</param>
/// <param name="capitals">A bit for each capital, the first letter's lowest.</param>
/// <param name="digits">A bit for each digit.</param>
internal readonly struct CodedWord(WordKey key, int length, uint capitals, uint digits)
{
    /// <summary>The letters in lower case.</summary>
    public WordKey Key { get; } = key;

    /// <summary>How many there are.</summary>
    public int Length { get; } = length;

    /// <summary>A bit for each capital.</summary>
    public uint Capitals { get; } = capitals;

    /// <summary>Whether a capital stands behind the first letter.</summary>
    public bool HasInnerCapital => Capitals > 1;

    /// <summary>A bit for each digit.</summary>
    public uint Digits { get; } = digits;

    /// <summary>Whether there is a digit.</summary>
    public bool HasDigit => Digits != 0;

    /// <summary>Whether it is spelled as most words are: letters only, small behind the first.</summary>
    public bool IsPlain => Capitals <= 1 && !HasDigit;

    /// <summary>Whether it is letters only, without a capital behind a small one.</summary>
    public bool IsOneCase => (Digits | (Capitals & ~(Capitals << 1) & ~1U)) == 0;

    /// <summary>The word up to the first capital behind a small letter, where a new word begins in a name; all of it where there is none.</summary>
    public CodedWord UpToCapital()
    {
        var small = ~(Capitals | Digits);
        var cuts = Capitals & (small << 1);
        if (cuts == 0) return this;
        var cut = BitOperations.TrailingZeroCount(cuts);
        var kept = (1U << cut) - 1;
        return new CodedWord(Key.First(cut), cut, Capitals & kept, Digits & kept);
    }
}
