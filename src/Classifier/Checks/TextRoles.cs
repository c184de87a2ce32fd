using Catalogue.Classifier.Text;

namespace Catalogue.Classifier.Checks;

/// <summary>Which texts of a definition can carry a message at all.</summary>
internal static class TextRoles
{
    private const int LongestKeyword = 24;

    /// <summary>
    /// False for literals, for the keywords of JSON Schema and for short plain values of them (<c>string</c>, <c>object</c>).
    /// </summary>
    public static bool IsWorthReading(in TextField field, DefinitionReader reader) => field.Role switch
    {
        _ when field.Length == 0 => false,
        TextRole.Literal => false,
        TextRole.PropertyName => field.Length > LongestKeyword || !IsPlain(reader.Coded(field), "_-.$"),
        TextRole.Key => field.Length > LongestKeyword || !IsPlain(reader.Coded(field), "$-"),
        TextRole.Other => field.Length > 16 || !IsPlain(reader.Coded(field), "$-"),
        _ => true,
    };

    /// <summary>Letters, digits and a few signs only: in so short a text nothing is said with that.</summary>
    private static bool IsPlain(CodedText text, string signs)
    {
        for (var at = 0; at < text.Chars.Length; at++)
        {
            at += LetterCodes.Read(text.Codes, at, text.Chars.Length - at).Length;
            if (at < text.Chars.Length && (text.Codes[at] == LetterCodes.Mark || (text.Codes[at] == 0 && !signs.Contains(text.Chars[at])))) return false;
        }
        return true;
    }
}
