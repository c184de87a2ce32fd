using System.Globalization;
using System.Text;

namespace Catalogue.Crawler.Inspection;

/// <summary>Strangers' text made fit for one line of a log, a terminal or a reason.</summary>
internal static class Plain
{
    /// <summary>Control, format and surrogate characters become spaces, runs of space one, the rest is cut.</summary>
    public static string Sentence(string text, int maxLength)
    {
        var builder = new StringBuilder(Math.Min(text.Length, maxLength) + 1);
        var space = true;
        foreach (var rune in text.EnumerateRunes())
        {
            var keep = !Rune.IsWhiteSpace(rune) && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
            if (!keep && space) continue;
            if (builder.Length + rune.Utf16SequenceLength > maxLength)
            {
                builder.Append('…');
                break;
            }
            if (keep) builder.Append(rune.ToString());
            else builder.Append(' ');
            space = !keep;
        }
        return builder.ToString().TrimEnd();
    }
}
