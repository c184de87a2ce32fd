namespace Catalogue.Site.Search.Text;

/// <summary>One piece of a query text.</summary>
/// <param name="Key">What stands before a colon (<c>risk</c> in <c>risk:high</c>), or null.</param>
/// <param name="Value">The word, the filter's value, or what is between quotes.</param>
/// <param name="Quoted">True when the value stood in quotes.</param>
/// <param name="Negated">True when a minus stood before it.</param>
internal sealed record QueryToken(string? Key, string Value, bool Quoted, bool Negated);

/// <summary>Cuts a query text at white space, minding quotes, a leading minus and <c>key:value</c>.</summary>
internal static class QueryTokens
{
    /// <summary>Reads the next token from <paramref name="at"/>; false at the end.</summary>
    public static bool TryRead(string text, ref int at, out QueryToken token)
    {
        while (at < text.Length && IsSpace(text[at])) at++;
        token = new QueryToken(null, "", false, false);
        if (at >= text.Length) return false;
        var negated = text[at] is '-' or '\u2212' && at + 1 < text.Length && !IsSpace(text[at + 1]);
        if (negated) at++;
        var start = at;
        string? key = null;
        while (at < text.Length && !IsSpace(text[at]) && !IsQuote(text[at]))
        {
            if (text[at] == ':' && key is null && at > start && IsKey(text.AsSpan(start, at - start)))
            {
                key = text[start..at];
                start = at + 1;
            }
            at++;
        }
        if (at > start || at >= text.Length || !IsQuote(text[at]))
        {
            token = new QueryToken(key, text[start..at], false, negated);
            return true;
        }
        var close = at + 1;
        while (close < text.Length && !IsQuote(text[close])) close++;
        token = new QueryToken(key, text[(at + 1)..close], true, negated);
        at = Math.Min(close + 1, text.Length);
        return true;
    }

    private static bool IsKey(ReadOnlySpan<char> word)
    {
        foreach (var c in word)
        {
            if (!char.IsAsciiLetter(c)) return false;
        }
        return true;
    }

    private static bool IsSpace(char c) => char.IsWhiteSpace(c) || char.IsControl(c);

    private static bool IsQuote(char c) => c is '"' or '\u201c' or '\u201d' or '\u201e';
}
