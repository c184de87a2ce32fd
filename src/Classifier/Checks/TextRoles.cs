using Catalogue.Classifier.Text;

namespace Catalogue.Classifier.Checks;

/// <summary>Which texts of a definition can carry a message at all.</summary>
internal static class TextRoles
{
    private const int LongestKeyword = 24;

    /// <summary>
    /// False for literals, for the keywords of JSON Schema and for short plain values of them (<c>string</c>, <c>object</c>).
    /// </summary>
    public static bool IsWorthReading(in TextField field, ReadOnlySpan<char> text) => field.Role switch
    {
        _ when text.IsEmpty => false,
        TextRole.Literal => false,
        TextRole.PropertyName => text.Length > LongestKeyword || !IsShortName(text),
        TextRole.Key => text.Length > LongestKeyword || !IsShortWord(text),
        TextRole.Other => text.Length > 16 || !IsShortWord(text),
        _ => true,
    };

    /// <summary>A plain name too short for an order.</summary>
    private static bool IsShortName(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!CharTable.IsLetterOrDigit(c) && c is not ('_' or '-' or '.' or '$')) return false;
        }
        return true;
    }

    /// <summary>Letters, digits and dollar signs only: nothing is said with that.</summary>
    private static bool IsShortWord(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!CharTable.IsLetterOrDigit(c) && c is not ('$' or '-')) return false;
        }
        return true;
    }
}
