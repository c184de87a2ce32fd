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

    /// <summary>Whether there is a digit.</summary>
    public bool HasDigit { get; } = digits != 0;

    /// <summary>Whether it is spelled as most words are: letters only, small behind the first.</summary>
    public bool IsPlain => Capitals <= 1 && !HasDigit;
}
