using System.Runtime.CompilerServices;

namespace Catalogue.Classifier.Text;

/// <summary>Signs that occur in a text: they tell which checks have to look at it at all.</summary>
[Flags]
internal enum TextTraits : byte
{
    /// <summary>Nothing of note.</summary>
    None = 0,

    /// <summary>Opening signs: <c>&lt; [ {</c>.</summary>
    Opening = 1,

    /// <summary><c>#</c> or <c>|</c>.</summary>
    Heading = 2,

    /// <summary>A slash.</summary>
    Slash = 4,

    /// <summary>An asterisk.</summary>
    Star = 8,

    /// <summary>A question mark.</summary>
    Question = 16,
}

/// <summary>Reads the traits of texts.</summary>
internal static class TextTraitsReader
{
    private static ReadOnlySpan<byte> Table =>
    [
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 16,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 0, 0, 0,
    ];

    /// <summary>What one character brings.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TextTraits Of(char c) => c < Table.Length ? (TextTraits)Table[c] : TextTraits.None;

    /// <summary>What the characters of a short text bring.</summary>
    public static TextTraits Of(ReadOnlySpan<char> text)
    {
        var all = TextTraits.None;
        foreach (var c in text) all |= Of(c);
        return all;
    }
}
