namespace Catalogue.Site.Search;

/// <summary>
/// Searches that nobody waits for, so that the first who types does not wait for what is done once: compiling the path of every kind of
/// query, reading the lexicon, and bringing the parts of a new index into memory that every search looks at.
/// </summary>
public static class WarmUp
{
    private const int Names = 12;
    private const int Keys = 16;

    // One of every kind: words, a typing error, two words in one, phrase, exclusion, filters, an intent, nothing at all.
    private static readonly string[] Kinds =
    [
        "", "a", "get", "list files", "delte reposit", "kuberntes", "sendmessage", "\"read file\"", "search -web", "risk:critical wallet", "server:github issue",
        "category:destructive", "has:finding", "tools that can run shell commands", "drop database table", "zzxq",
    ];

    /// <summary>What to search an index for: every kind of query, and names that it holds as they are typed, letter by letter.</summary>
    public static IReadOnlyList<string> Queries(ISearchIndex index)
    {
        ArgumentNullException.ThrowIfNull(index);
        var names = index.Search(new SearchQuery("") { Limit = SearchQuery.MaxLimit }).Hits.Select(hit => hit.Tool).Distinct(StringComparer.Ordinal).Take(Names);
        return [.. Kinds, .. names.SelectMany(name => Enumerable.Range(1, Math.Min(name.Length, Keys)).Select(length => name[..length]))];
    }

    /// <summary>Searches a new index before anybody sees it. A fault is left to the search that meets it again.</summary>
    public static void Run(ISearchIndex index)
    {
        try
        {
            foreach (var text in Queries(index)) index.Search(new SearchQuery(text) { Limit = 8 });
        }
        catch (Exception)
        {
            // It was only to be quick.
        }
    }
}
