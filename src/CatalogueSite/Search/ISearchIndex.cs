using Catalogue.Classifier.Model;
using Catalogue.Site.Publishing;

namespace Catalogue.Site.Search;

/// <summary>What is searched for. Filters are ANDed; several values of one filter are ORed.</summary>
/// <param name="Text">What the person typed, anything at all.</param>
public sealed record SearchQuery(string Text)
{
    /// <summary>Only these categories.</summary>
    public IReadOnlyList<Category> Categories { get; init; } = [];

    /// <summary>Only these levels.</summary>
    public IReadOnlyList<RiskLevel> Risks { get; init; } = [];

    /// <summary>Only tools with all of these.</summary>
    public Capabilities Capabilities { get; init; }

    /// <summary>Only this server (slug), or null.</summary>
    public string? Server { get; init; }

    /// <summary>How many results to pass over.</summary>
    public int Offset { get; init; }

    /// <summary>How many results to return (1 to 100).</summary>
    public int Limit { get; init; } = 20;
}

/// <summary>One result: enough to show a line without looking anything else up.</summary>
public sealed record SearchHit(
    string ServerName, string ServerSlug, string Tool, string ToolSlug, string? Title, string? Summary, Category Category, RiskLevel Risk, bool Contested, int Findings, double Score);

/// <summary>A page of results.</summary>
/// <param name="Hits">Best first.</param>
/// <param name="Total">Exact up to 1,000, then a lower bound.</param>
/// <param name="TotalIsLowerBound">True when there are more than <paramref name="Total"/>.</param>
/// <param name="Facets">Facet name (<c>category</c>, <c>risk</c>, <c>capability</c>) → value → count over the results.</param>
public sealed record SearchResults(
    IReadOnlyList<SearchHit> Hits, int Total, bool TotalIsLowerBound, IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>> Facets);

/// <summary>A search engine over the published tools. Any query string is safe.</summary>
public interface ISearchIndex : IDisposable
{
    /// <summary>Finds tools; never throws for any query text.</summary>
    SearchResults Search(SearchQuery query);
}

/// <summary>Builds and updates an index beside the one that is being searched.</summary>
public interface ISearchIndexWriter
{
    /// <summary>Builds a new index from all servers and returns when it is whole on disk.</summary>
    /// <param name="path">Where the index is to lie (a file or folder of the engine's own; must not exist yet).</param>
    /// <param name="servers">All servers of the generation; streamed, each read once.</param>
    /// <param name="cancellationToken">Stops building; what was written is removed.</param>
    Task BuildAsync(string path, IAsyncEnumerable<AssessedServer> servers, CancellationToken cancellationToken);

    /// <summary>Takes changed servers (whole) and removed ones (by slug) into an existing index, in one transaction.</summary>
    Task UpdateAsync(string path, IReadOnlyList<AssessedServer> changed, IReadOnlyList<string> removedSlugs, CancellationToken cancellationToken);

    /// <summary>Opens an index for searching.</summary>
    ISearchIndex Open(string path);
}
