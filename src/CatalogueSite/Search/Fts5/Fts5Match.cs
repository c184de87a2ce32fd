using System.Text;
using Catalogue.Site.Search.Lexicon;
using Catalogue.Site.Search.Text;

namespace Catalogue.Site.Search.Fts5;

/// <summary>Writes a query as FTS5 reads it. Every word goes in as a string, so that nothing in it is an operator.</summary>
internal static class Fts5Match
{
    private const int MaxParts = 8;
    private const int LeastStem = 4;

    // How the inflections go on that the stemmer takes off, from the first letter on.
    private static readonly string[] BegunEndings = ["ing", "ion", "in", "io", "ed", "es", "i", "e", "s"];

    /// <summary>What must match, or null when no word and no phrase is asked for.</summary>
    public static string? Of(ParsedQuery query, Fts5Reading reading)
    {
        var wanted = query.Words.Where(word => reading == Fts5Reading.Plain || !SearchLexicon.Embedded.IsFiller(word.Text)).ToList();
        if (wanted.Count == 0) wanted = [.. query.Words];
        var generous = reading == Fts5Reading.Generous;
        var words = wanted.Select(word => OfWord(word, generous)).ToList();
        var phrases = query.Phrases.Select(Quote).ToList();
        if (generous && words.Count > 1) words = [$"({string.Join(" OR ", words)})"];
        return words.Count + phrases.Count == 0 ? null : string.Join(" AND ", words.Concat(phrases));
    }

    /// <summary>What must not match, or null.</summary>
    public static string? Excluded(ParsedQuery query) => query.Excluded.Count == 0 ? null : string.Join(" OR ", query.Excluded.Select(Quote));

    /// <summary>All of these words.</summary>
    public static string All(IEnumerable<string> words) => string.Join(" AND ", words.Select(word => Quote([word])));

    private static string OfWord(QueryWord word, bool generous)
    {
        var whole = OfPart(word.Text, word.IsPrefix, generous);
        if (word.Parts.Count < 2) return whole;
        var parts = SearchLexicon.Embedded.JoinCompounds([.. word.Parts.Take(MaxParts)]);
        return $"({whole} OR ({string.Join(" AND ", parts.Select((part, index) => OfPart(part, word.IsPrefix && index == parts.Count - 1, generous)))}))";
    }

    private static string OfPart(string part, bool prefix, bool generous)
    {
        var stem = WordForms.Stem(part);
        var text = new StringBuilder("(").Append(Quote([part]));
        if (prefix) text.Append('*');
        if (stem != part) text.Append(" OR ").Append(Quote([stem]));
        if (prefix && generous)
        {
            foreach (var ending in BegunEndings)
            {
                if (part.Length - ending.Length >= LeastStem && part.EndsWith(ending, StringComparison.Ordinal)) text.Append(" OR ").Append(Quote([part[..^ending.Length]]));
            }
        }
        return text.Append(')').ToString();
    }

    private static string Quote(IReadOnlyList<string> words) => "\"" + string.Join(' ', words).Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
}
