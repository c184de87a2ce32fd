using Catalogue.Classifier.Text;

namespace Catalogue.Classifier.Checks;

/// <summary>Which texts of a definition can carry a message at all.</summary>
internal static class TextRoles
{
    private const int LongestKeyword = 24;
    private const int LongestValue = 16;

    /// <summary>
    /// False for literals, for the keywords of JSON Schema and for short plain values of them (<c>string</c>, <c>object</c>).
    /// </summary>
    public static bool IsWorthReading(in TextField field, DefinitionReader reader)
    {
        var role = field.Role;
        if (role == TextRole.Literal || field.Length == 0) return false;
        if (field.Length > (role == TextRole.Other ? LongestValue : LongestKeyword)) return true;
        return role switch
        {
            TextRole.PropertyName => !IsPlain(reader.Coded(field), "_-.$"),
            TextRole.Key or TextRole.Other => !IsPlain(reader.Coded(field), "$-"),
            _ => true,
        };
    }

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
