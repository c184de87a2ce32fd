using System.Buffers;
using System.Globalization;
using System.Text;

namespace Catalogue.Site.Pages.Text;

/// <summary>
/// Strangers' text as HTML: encoded, and with everything that can't be seen made visible
/// (controls, zero-width and bidirectional characters, tag characters, lone surrogates).
/// Emoji keep their joiners; line feeds and tabs stay.
/// </summary>
public static class VisibleText
{
    private const int ShownOfARun = 6;
    private const int EmptyLinesKept = 3;

    // What is seen as itself and means nothing in HTML: nearly all of nearly every text.
    private static readonly SearchValues<char> PlainCharacters =
        SearchValues.Create([.. Enumerable.Range(' ', '~' - ' ' + 1).Select(code => (char)code).Except("<>&\"'")]);

    /// <summary>The text as HTML that is safe between tags and inside quoted attributes.</summary>
    public static string Html(string? text)
    {
        if (string.IsNullOrEmpty(text)) return "";
        if (!text.AsSpan().ContainsAnyExcept(PlainCharacters)) return text;
        var html = new StringBuilder(text.Length + 32);
        Append(html, text, 0, text.Length);
        return html.ToString();
    }

    /// <summary>The text for an attribute, a title or JSON: what can't be seen is written as <c>[U+200B]</c>, nothing is encoded.</summary>
    public static string Plain(string? text)
    {
        if (string.IsNullOrEmpty(text)) return "";
        if (text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0) return text;
        var plain = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length;)
        {
            var width = Hidden(text, at, out var code);
            if (width > 0)
            {
                plain.Append("[U+").Append(code.ToString("X4", CultureInfo.InvariantCulture)).Append(']');
                at += width;
            }
            else
            {
                var units = char.IsHighSurrogate(text[at]) ? 2 : 1;
                plain.Append(text, at, units);
                at += units;
            }
        }
        return plain.ToString();
    }

    /// <summary>Appends <paramref name="text"/> from <paramref name="start"/> to <paramref name="end"/> as safe HTML.</summary>
    public static void Append(StringBuilder html, string text, int start, int end)
    {
        var at = start;
        while (at < end)
        {
            var c = text[at];
            var plain = text.AsSpan(at, end - at).IndexOfAnyExcept(PlainCharacters);
            if (plain != 0)
            {
                var run = plain < 0 ? end - at : plain;
                html.Append(text, at, run);
                at += run;
            }
            else if (c == '\n')
            {
                at = AppendLines(html, text, at, end);
            }
            else if (Hidden(text, at, out _) > 0)
            {
                at = AppendHidden(html, text, at, end);
            }
            else if (char.IsHighSurrogate(c) && at + 1 < end)
            {
                html.Append(text, at, 2);
                at += 2;
            }
            else
            {
                AppendEncoded(html, c);
                at++;
            }
        }
    }

    private static void AppendEncoded(StringBuilder html, char c)
    {
        switch (c)
        {
            case '<': html.Append("&lt;"); break;
            case '>': html.Append("&gt;"); break;
            case '&': html.Append("&amp;"); break;
            case '"': html.Append("&quot;"); break;
            case '\'': html.Append("&#39;"); break;
            default: html.Append(c); break;
        }
    }

    /// <summary>A long run of empty lines pushes what follows out of sight: it is shortened and said.</summary>
    private static int AppendLines(StringBuilder html, string text, int at, int end)
    {
        var lines = 0;
        var stop = at;
        for (var i = at; i < end && text[i] is '\n' or '\r' or ' ' or '\t'; i++)
        {
            if (text[i] != '\n') continue;
            lines++;
            stop = i + 1;
        }
        if (lines <= EmptyLinesKept)
        {
            html.Append('\n');
            return at + 1;
        }
        html.Append("\n<span class=\"inv\">").Append(lines - 1).Append(" empty lines</span>\n");
        return stop;
    }

    private static int AppendHidden(StringBuilder html, string text, int at, int end)
    {
        var count = 0;
        while (at < end)
        {
            var width = Hidden(text, at, out var code);
            if (width == 0) break;
            at += width;
            count++;
            if (count > ShownOfARun) continue;
            html.Append("<span class=\"inv\" title=\"").Append(InvisibleNames.Of(code)).Append("\">U+")
                .Append(code.ToString("X4", CultureInfo.InvariantCulture)).Append("</span>");
        }
        if (count > ShownOfARun)
        {
            html.Append("<span class=\"inv\">and ").Append(count - ShownOfARun).Append(" more that can’t be seen</span>");
        }
        return at;
    }

    /// <summary>How many code units at <paramref name="at"/> form a character that can't be seen; 0 when it can.</summary>
    private static int Hidden(string text, int at, out int code)
    {
        var c = text[at];
        code = c;
        if (c < 0x7F) return c is < ' ' and not ('\n' or '\t') && !(c == '\r' && at + 1 < text.Length && text[at + 1] == '\n') ? 1 : 0;
        if (char.IsSurrogate(c))
        {
            if (!char.IsHighSurrogate(c) || at + 1 >= text.Length || !char.IsLowSurrogate(text[at + 1])) return 1;
            code = char.ConvertToUtf32(c, text[at + 1]);
            return InvisibleNames.Contains(code) ? 2 : 0;
        }
        if (!InvisibleNames.Contains(code)) return 0;
        return c is '\u200D' or '\uFE0F' or '\uFE0E' && JoinsEmoji(text, at) ? 0 : 1;
    }

    private static bool JoinsEmoji(string text, int at)
    {
        if (at == 0) return false;
        var before = text[at - 1];
        if (char.IsLowSurrogate(before) || before == '\uFE0F') return true;
        return char.GetUnicodeCategory(before) is UnicodeCategory.OtherSymbol or UnicodeCategory.MathSymbol
            || (text[at] != '\u200D' && before is (>= '0' and <= '9') or '#' or '*' or '\u203C' or '\u2049');
    }
}
