using System.Buffers;
using System.Globalization;
using System.Text;

namespace Catalogue.Crawler.Storage;

/// <summary>
/// Strangers' text as the database keeps it. Databases hold neither a NUL (PostgreSQL) nor half a surrogate pair (both),
/// yet a definition must come back exactly as it was received: those few characters are written as a mark and four hex digits.
/// </summary>
internal static class StoredText
{
    // A noncharacter: allowed in UTF-8 and in both databases, and in nobody's text.
    private const char Mark = '\uFFFE';
    private static readonly SearchValues<char> Suspects = SearchValues.Create([.. SuspectCharacters()]);

    /// <summary>The text as it is stored; null stays null.</summary>
    public static string? Encode(string? text)
    {
        if (text is null || text.AsSpan().IndexOfAny(Suspects) < 0) return text;
        var result = new StringBuilder(text.Length + 16);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) result.Append(c).Append(text[++i]);
            else if (c is '\0' or Mark || char.IsSurrogate(c)) result.Append(Mark).Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            else result.Append(c);
        }
        return result.ToString();
    }

    /// <summary>The text as it was received; null stays null.</summary>
    public static string? Decode(string? stored)
    {
        if (stored is null || !stored.Contains(Mark)) return stored;
        var result = new StringBuilder(stored.Length);
        for (var i = 0; i < stored.Length; i++)
        {
            if (stored[i] == Mark && i + 4 < stored.Length && ushort.TryParse(stored.AsSpan(i + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            {
                result.Append((char)code);
                i += 4;
            }
            else
            {
                result.Append(stored[i]);
            }
        }
        return result.ToString();
    }

    private static IEnumerable<char> SuspectCharacters()
    {
        yield return '\0';
        yield return Mark;
        for (var c = '\uD800'; c <= '\uDFFF'; c++) yield return c;
    }
}
