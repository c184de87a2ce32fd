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
        return !IsPlain(reader.Arrays.Chars, reader.Arrays.Codes, field.Start, field.Start + field.Length, role == TextRole.PropertyName);
    }

    /// <summary>Letters, digits and a few signs only: in so short a text nothing is said with that.</summary>
    private static bool IsPlain(char[] chars, byte[] codes, int at, int end, bool isParameter)
    {
        while (true)
        {
            at += LetterCodes.Read(codes, at, end - at).Length;
            if (at == end) return true;
            if (LetterCodes.IsWord(codes[at])) continue;
            if (chars[at] is not ('$' or '-') && !(isParameter && chars[at] is '_' or '.')) return false;
            if (++at == end) return true;
        }
    }
}
