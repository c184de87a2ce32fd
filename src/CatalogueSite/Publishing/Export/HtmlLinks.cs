using System.Text;

namespace Catalogue.Site.Publishing.Export;

/// <summary>
/// Rewrites the links of a page. Our pages are written by an encoder, so that a <c>&lt;</c> always opens a tag: a scan of tags
/// and attributes is exact, and text that only looks like a link stays as it is.
/// </summary>
internal static class HtmlLinks
{
    private static readonly HashSet<string> LinkAttributes = new(StringComparer.OrdinalIgnoreCase) { "href", "src", "action", "formaction", "poster" };

    /// <summary>Rewrites every root-relative link.</summary>
    /// <param name="html">The page.</param>
    /// <param name="map">From a root-relative link (decoded) to what replaces it, or null to take the whole element out.</param>
    public static string Rewrite(string html, Func<string, string?> map)
    {
        var output = new StringBuilder(html.Length + 256);
        var at = 0;
        while (at < html.Length)
        {
            var open = html.IndexOf('<', at);
            if (open < 0) break;
            output.Append(html, at, open - at);
            if (html.AsSpan(open).StartsWith("<!--", StringComparison.Ordinal))
            {
                at = Copy(html, open, After(html, "-->", open + 4), output);
                continue;
            }
            if (open + 1 >= html.Length || !char.IsAsciiLetter(html[open + 1]))
            {
                at = Copy(html, open, After(html, ">", open + 1), output);
                continue;
            }
            at = Tag(html, open, map, output);
        }
        return output.Append(html, at, html.Length - at).ToString();
    }

    // Copies or drops one start tag; returns where to go on.
    private static int Tag(string html, int open, Func<string, string?> map, StringBuilder output)
    {
        var start = output.Length;
        var at = open + 1;
        while (at < html.Length && (char.IsAsciiLetterOrDigit(html[at]) || html[at] == '-')) at++;
        var name = html[(open + 1)..at];
        output.Append('<').Append(name);
        var dropped = false;
        while (at < html.Length && html[at] != '>')
        {
            if (char.IsWhiteSpace(html[at]) || html[at] == '/')
            {
                output.Append(html[at++]);
                continue;
            }
            at = Attribute(html, at, map, output, ref dropped);
        }
        at = Math.Min(at + 1, html.Length);
        output.Append('>');
        if (dropped)
        {
            output.Length = start;
            return After(html, $"</{name}>", at);
        }
        var isRaw = name.Equals("script", StringComparison.OrdinalIgnoreCase) || name.Equals("style", StringComparison.OrdinalIgnoreCase);
        return isRaw ? Copy(html, at, After(html, "</" + name, at), output) : at;
    }

    private static int Attribute(string html, int at, Func<string, string?> map, StringBuilder output, ref bool dropped)
    {
        var start = at;
        while (at < html.Length && html[at] is not ('=' or '>' or '/') && !char.IsWhiteSpace(html[at])) at++;
        if (at == start) at++;
        var name = html[start..at];
        output.Append(name);
        if (at >= html.Length || html[at] != '=') return at;
        output.Append('=');
        at++;
        var quote = at < html.Length && html[at] is '"' or '\'' ? html[at] : '\0';
        var from = quote == '\0' ? at : at + 1;
        var to = quote == '\0' ? html.AsSpan(from).IndexOfAny(" >\n\t") : html.AsSpan(from).IndexOf(quote);
        to = to < 0 ? html.Length : from + to;
        var value = html[from..to];
        if (LinkAttributes.Contains(name) && value.StartsWith('/') && !value.StartsWith("//", StringComparison.Ordinal))
        {
            var mapped = map(System.Net.WebUtility.HtmlDecode(value));
            if (mapped is null) dropped = true;
            else value = System.Net.WebUtility.HtmlEncode(mapped);
        }
        output.Append('"').Append(value).Append('"');
        return quote == '\0' ? to : Math.Min(to + 1, html.Length);
    }

    private static int After(string html, string text, int from)
    {
        var at = html.IndexOf(text, from, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? html.Length : at + text.Length;
    }

    private static int Copy(string html, int from, int to, StringBuilder output)
    {
        output.Append(html, from, to - from);
        return to;
    }
}
