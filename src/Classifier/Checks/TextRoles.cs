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
        if (role is not (TextRole.PropertyName or TextRole.Key or TextRole.Other)) return true;
        // Mostly a single word.
        return LetterCodes.Read(reader.Arrays.Codes, field.Start, field.Length).Length < field.Length && !IsPlain(reader.Coded(field), role == TextRole.PropertyName);
    }

    /// <summary>Letters, digits and a few signs only: in so short a text nothing is said with that.</summary>
    private static bool IsPlain(CodedText text, bool isParameter)
    {
        for (var at = 0; at < text.Chars.Length; at++)
        {
            if (LetterCodes.IsWord(text.Codes[at])) continue;
            if (text.Chars[at] is not ('$' or '-') && !(isParameter && text.Chars[at] is '_' or '.')) return false;
        }
        return true;
    }
}
