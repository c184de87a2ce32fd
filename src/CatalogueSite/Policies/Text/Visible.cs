using System.Globalization;
using System.Text;

namespace Catalogue.Site.Policies.Text;

/// <summary>Strangers' text made safe for one line of a comment: what can't be seen, or could end the line, is written out.</summary>
public static class Visible
{
    /// <summary>At most this many characters of the original are kept.</summary>
    private const int MaxLength = 200;

    /// <summary>The text on one line: control, format, separator and lone surrogate characters as <c>\u{…}</c>.</summary>
    public static string OneLine(string text, int maxLength = MaxLength)
    {
        var result = new StringBuilder(Math.Min(text.Length, maxLength) + 8);
        var taken = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (taken >= maxLength) return result.Append('…').ToString();
            taken += rune.Utf16SequenceLength;
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned)
            {
                result.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:x}}}");
            }
            else
            {
                result.Append(rune.ToString());
            }
        }
        return result.ToString();
    }
}
