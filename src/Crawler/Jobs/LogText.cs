namespace Catalogue.Crawler.Jobs;

/// <summary>Strangers' text in logs and terminals.</summary>
public static class LogText
{
    private const int MaxLength = 300;

    /// <summary>The text without control, format and line characters and what is no character at all, and not endless.</summary>
    public static string ForLog(this string? text)
    {
        if (string.IsNullOrEmpty(text)) return "";
        var cut = text.Length > MaxLength ? text[..MaxLength] + "…" : text;
        return string.Create(cut.Length, cut, static (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                span[i] = char.GetUnicodeCategory(source[i]) is System.Globalization.UnicodeCategory.Control or System.Globalization.UnicodeCategory.Format
                    or System.Globalization.UnicodeCategory.LineSeparator or System.Globalization.UnicodeCategory.ParagraphSeparator or System.Globalization.UnicodeCategory.OtherNotAssigned or System.Globalization.UnicodeCategory.Surrogate && !IsPair(source, i)
                    ? '\uFFFD' : source[i];
            }
        });
    }

    private static bool IsPair(string text, int i) =>
        (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) || (i > 0 && char.IsLowSurrogate(text[i]) && char.IsHighSurrogate(text[i - 1]));
}
