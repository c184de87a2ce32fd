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

    private static readonly System.Buffers.SearchValues<string> Openers = System.Buffers.SearchValues.Create(
        [.. Comments.Select(comment => comment.Open), "<div", "<span", "<p ", "<font", "<a ", "<details", "<td", "<small"], StringComparison.OrdinalIgnoreCase);

    private static readonly string[] HiddenStyles =
    [
        "display:none", "display: none", "visibility:hidden", "visibility: hidden", "font-size:0", "font-size: 0", "opacity:0", "opacity: 0",
        "color:white", "color: white", "color:#fff", "color: #fff", " hidden>", " hidden ", "aria-hidden",
    ];

    /// <summary>Adds the comments and invisible elements of a text.</summary>
    public static void FindComments(ReadOnlySpan<char> text, List<(int Start, int End)> into)
    {
        for (var at = 0; at < text.Length;)
        {
            var next = text[at..].IndexOfAny(Openers);
            if (next < 0) return;
            at += next;
            at = Comment(text, at, into) ?? Element(text, at, into) ?? at + 1;
        }
    }

    /// <summary>The text behind the first wide gap, or null. Indentation of wrapped lines is no gap.</summary>
    public static (int Start, int End)? FindGap(ReadOnlySpan<char> text)
    {
        for (var at = 0; at < text.Length;)
        {
            if (!char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }
            var start = at;
            var lines = 0;
            for (; at < text.Length && char.IsWhiteSpace(text[at]); at++)
            {
                if (text[at] == '\n') lines++;
            }
            var wide = at - start >= (lines == 0 ? WideGap : HugeGap);
            if (start > 0 && at < text.Length && (lines >= TallGap || wide)) return (start, text.Length);
        }
        return null;
    }

    private static int? Comment(ReadOnlySpan<char> text, int at, List<(int Start, int End)> into)
    {
        foreach (var (open, close) in Comments)
        {
            if (!text[at..].StartsWith(open, StringComparison.Ordinal)) continue;
            // "/*" stands in globs as well (src/*): a comment begins with a blank behind it.
            if (open == "/*" && (at + 2 >= text.Length || !char.IsWhiteSpace(text[at + 2]) && text[at + 2] != '*')) continue;
            var body = at + open.Length;
            var length = text[body..].IndexOf(close, StringComparison.Ordinal);
            if (length < 0 && open == "/*") return null;
            var end = length < 0 ? text.Length : body + length;
            into.Add((body, end));
            return Math.Min(text.Length, end + close.Length);
        }
        return null;
    }

    private static int? Element(ReadOnlySpan<char> text, int at, List<(int Start, int End)> into)
    {
        if (text[at] != '<') return null;
        var head = text[at..Math.Min(text.Length, at + 200)];
        var close = head.IndexOf('>');
        if (close < 0) return null;
        foreach (var style in HiddenStyles)
        {
            if (!head[..(close + 1)].Contains(style, StringComparison.OrdinalIgnoreCase)) continue;
            var end = text[(at + close)..].IndexOf("</", StringComparison.Ordinal);
            into.Add((at + close + 1, end < 0 ? text.Length : at + close + end));
            return at + close + 1;
        }
        return null;
    }
}
