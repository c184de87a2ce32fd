using System.Globalization;

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
    private static readonly CharKind[] Ascii = BuildAscii();
    private static readonly char[] Lowers = [.. Enumerable.Range(0, 128).Select(c => char.IsAsciiLetterOrDigit((char)c) ? char.ToLowerInvariant((char)c) : '\0')];

    /// <summary>The kind of one UTF-16 code unit.</summary>
    public static CharKind Of(char c) => c < 128 ? Ascii[c] : OfOther(c);

    /// <summary>The character in lower case when it belongs to a word of a script with spaces, else <c>'\0'</c>.</summary>
    public static char Lower(char c) => c < 128 ? Lowers[c] : OfOther(c) is CharKind.Letter or CharKind.Digit ? c : '\0';

    /// <summary>Whether the character belongs to a word of a script with spaces.</summary>
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

    private static CharKind[] BuildAscii()
    {
        var kinds = new CharKind[128];
        for (var c = 0; c < 128; c++)
        {
            kinds[c] = (char)c switch
            {
                >= 'a' and <= 'z' or >= 'A' and <= 'Z' => CharKind.Letter,
                >= '0' and <= '9' => CharKind.Digit,
                '.' or '!' or '?' => CharKind.Stop,
                ',' or ';' or ':' or '(' or ')' or '[' or ']' or '{' or '}' => CharKind.Comma,
                '\n' or '\r' => CharKind.Line,
                '\'' => CharKind.Apostrophe,
                '_' => CharKind.Underscore,
                _ => CharKind.Separator,
            };
        }
        return kinds;
    }
}
