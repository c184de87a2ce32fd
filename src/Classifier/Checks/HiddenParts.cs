using System.Buffers;
using Catalogue.Classifier.Text;

namespace Catalogue.Classifier.Checks;

/// <summary>Parts of a text that a person does not see where it is shown: comments, invisible markup, what lies behind a wide gap.</summary>
internal static class HiddenParts
{
    /// <summary>Blanks in a row behind which a reader no longer looks.</summary>
    public const int WideGap = 60;

    /// <summary>Empty lines in a row behind which a reader no longer looks.</summary>
    public const int TallGap = 12;

    private const int HugeGap = 300;

    private static readonly (string Open, string Close)[] Comments =
    [
        ("<!--", "-->"), ("/*", "*/"), ("[//]: #", "\n"), ("[comment]:", "\n"), ("{#", "#}"), ("<%--", "--%>"), ("{{!--", "--}}"),
    ];

    private static readonly string[] Elements = ["<div", "<span", "<p ", "<font", "<a ", "<details", "<td", "<small"];

    private static readonly string[] HiddenStyles =
    [
        "display:none", "display: none", "visibility:hidden", "visibility: hidden", "font-size:0", "font-size: 0", "opacity:0", "opacity: 0",
        "color:white", "color: white", "color:#fff", "color: #fff", " hidden>", " hidden ", "aria-hidden",
    ];

    private static readonly SearchValues<char> Openings = SearchValues.Create("</[{");

    /// <summary>Whether a text with these traits can hold a comment or an element at all.</summary>
    public static bool MayHold(TextTraits traits) =>
        (traits & TextTraits.Opening) != 0 || (traits & (TextTraits.Slash | TextTraits.Star)) == (TextTraits.Slash | TextTraits.Star);

    /// <summary>Adds the comments and invisible elements of a text.</summary>
    public static void FindComments(ReadOnlySpan<char> text, RowList<HiddenPart> into)
    {
        for (var at = 0; at < text.Length;)
        {
            var next = text[at..].IndexOfAny(Openings);
            if (next < 0) return;
            at += next;
            at = Comment(text, at, into) ?? Element(text, at, into) ?? at + 1;
        }
    }

    /// <summary>The text behind the first wide gap, or null. Indentation of wrapped lines is no gap.</summary>
    public static (int Start, int End)? FindGap(ReadOnlySpan<char> text)
    {
        // A gap is at least so many blanks long that one stands at every place looked at.
        for (var at = TallGap - 1; at < text.Length; at += TallGap)
        {
            if (!char.IsWhiteSpace(text[at])) continue;
            var start = at;
            while (start > 0 && char.IsWhiteSpace(text[start - 1])) start--;
            var lines = 0;
            for (at = start; at < text.Length && char.IsWhiteSpace(text[at]); at++)
            {
                if (text[at] == '\n') lines++;
            }
            var wide = at - start >= (lines == 0 ? WideGap : HugeGap);
            if (start > 0 && at < text.Length && (lines >= TallGap || wide)) return (start, text.Length);
        }
        return null;
    }

    private static int? Comment(ReadOnlySpan<char> text, int at, RowList<HiddenPart> into)
    {
        foreach (var (open, close) in Comments)
        {
            if (open[0] != text[at] || !text[at..].StartsWith(open, StringComparison.Ordinal)) continue;
            // "/*" stands in globs as well (src/*): a comment begins with a blank behind it.
            if (open == "/*" && (at + 2 >= text.Length || !char.IsWhiteSpace(text[at + 2]) && text[at + 2] != '*')) continue;
            var body = at + open.Length;
            var length = text[body..].IndexOf(close, StringComparison.Ordinal);
            if (length < 0 && open == "/*") return null;
            var end = length < 0 ? text.Length : body + length;
            into.Add(new HiddenPart(body, end));
            return Math.Min(text.Length, end + close.Length);
        }
        return null;
    }

    private static bool BeginsElement(ReadOnlySpan<char> text)
    {
        foreach (var element in Elements)
        {
            if (text.StartsWith(element, StringComparison.OrdinalIgnoreCase)) return true;
        }
        return false;
    }

    private static int? Element(ReadOnlySpan<char> text, int at, RowList<HiddenPart> into)
    {
        if (text[at] != '<' || !BeginsElement(text[at..])) return null;
        var head = text[at..Math.Min(text.Length, at + 200)];
        var close = head.IndexOf('>');
        if (close < 0) return null;
        foreach (var style in HiddenStyles)
        {
            if (!head[..(close + 1)].Contains(style, StringComparison.OrdinalIgnoreCase)) continue;
            var end = text[(at + close)..].IndexOf("</", StringComparison.Ordinal);
            into.Add(new HiddenPart(at + close + 1, end < 0 ? text.Length : at + close + end));
            return at + close + 1;
        }
        return null;
    }
}
