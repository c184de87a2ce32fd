using System.Globalization;
using System.Runtime.CompilerServices;
using Catalogue.Classifier.Text;

namespace Catalogue.Classifier.Checks.Language;

/// <summary>What a character does to the division of a text into words, clauses and sentences.</summary>
internal enum CharKind : byte
{
    /// <summary>Stands between words.</summary>
    Separator,

    /// <summary>Belongs to a word.</summary>
    Letter,

    /// <summary>Belongs to a word.</summary>
    Digit,

    /// <summary>A letter of a script that sets no spaces between words.</summary>
    Unspaced,

    /// <summary>Ends a sentence where a space or the end follows.</summary>
    Stop,

    /// <summary>Ends a clause.</summary>
    Comma,

    /// <summary>A line break.</summary>
    Line,

    /// <summary>Joins two halves of a word (<c>don't</c>).</summary>
    Apostrophe,

    /// <summary>Joins words to an identifier.</summary>
    Underscore,

    /// <summary>Ends a sentence by itself, as in Chinese.</summary>
    FullStop,
}

/// <summary>Sorts characters into kinds.</summary>
internal static class CharKinds
{
    /// <summary>The kinds of ASCII, as data of the image: a static array is looked up through a helper in precompiled code.</summary>
    private static ReadOnlySpan<byte> Ascii =>
    [
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 6, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 4, 0, 0, 0, 0, 0, 7, 5, 5, 0, 0, 5, 0, 4, 0, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 5, 5, 0, 0, 0, 4,
        0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 5, 0, 5, 0, 8,
        0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 5, 0, 5, 0, 0,
    ];

    /// <summary>The kind of one UTF-16 code unit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static CharKind Of(char c) => c < 128 ? (CharKind)Ascii[c] : OfOther(c);

    /// <summary>The character in lower case when it belongs to a word of a script with spaces, else <c>'\0'</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static char Lower(char c) => c < 128 ? CharTable.ToLower(c) : OfOther(c) is CharKind.Letter or CharKind.Digit ? c : '\0';

    /// <summary>Whether the character belongs to a word of a script with spaces.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsWord(char c) => Of(c) is CharKind.Letter or CharKind.Digit;

    private static CharKind OfOther(char c) => c switch
    {
        '。' or '！' or '？' or '؟' or '।' => CharKind.FullStop,
        '，' or '、' or '；' or '：' or '،' or '؛' or '—' or '–' or '（' or '）' => CharKind.Comma,
        '’' or '‘' or 'ʼ' => CharKind.Apostrophe,
        '\u2028' or '\u2029' or '\u0085' => CharKind.Line,
        >= '\u3040' and <= '\u30FF' or >= '\u3400' and <= '\u9FFF' or >= '\uF900' and <= '\uFAFF' => CharKind.Unspaced,
        _ when char.IsLetter(c) => CharKind.Letter,
        _ when char.IsDigit(c) => CharKind.Digit,
        _ when CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark => CharKind.Letter,
        _ => CharKind.Separator,
    };
}
