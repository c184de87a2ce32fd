namespace Catalogue.Site.Search;

/// <summary>An index that holds nothing: what a generation has where no index could be opened. Every answer says why.</summary>
/// <param name="reason">Why there is none and what mends it, or null where a site is meant to have none.</param>
public sealed class EmptySearchIndex(string? reason) : ISearchIndex
{
    /// <inheritdoc />
    public SearchResults Search(SearchQuery query) => new([], 0, false, new Dictionary<string, IReadOnlyDictionary<string, int>>()) { Unavailable = reason };

    /// <inheritdoc />
    public void Dispose()
    {
        // Holds nothing.
    }
}
