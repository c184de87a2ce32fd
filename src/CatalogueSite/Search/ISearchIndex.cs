namespace Catalogue.Site.Search;

/// <summary>
/// A search engine over the published tools that are present. Safe to share between threads.
/// Any query string is safe. Disposing waits for no one: searches that are under way end well.
/// </summary>
public interface ISearchIndex : IDisposable
{
    /// <summary>Finds tools; never throws for any query text.</summary>
    /// <exception cref="ObjectDisposedException">The index was disposed before the search began.</exception>
    SearchResults Search(SearchQuery query);
}
