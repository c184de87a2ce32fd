namespace Catalogue.Site.Search;

/// <summary>An index that holds nothing: what a generation has where no index could be opened.</summary>
public sealed class EmptySearchIndex : ISearchIndex
{
    /// <summary>The one instance.</summary>
    public static EmptySearchIndex Instance { get; } = new();

    /// <inheritdoc />
    public SearchResults Search(SearchQuery query) => new([], 0, false, new Dictionary<string, IReadOnlyDictionary<string, int>>());

    /// <inheritdoc />
    public void Dispose()
    {
        // Holds nothing.
    }
}
