namespace Catalogue.Site.Search;

/// <summary>A page of results.</summary>
/// <param name="Hits">Best first.</param>
/// <param name="Total">Exact up to 1,000, then a lower bound unless <paramref name="TotalIsLowerBound"/> says that it is exact.</param>
/// <param name="TotalIsLowerBound">True when there may be more than <paramref name="Total"/>.</param>
/// <param name="Facets">Facet name (see <see cref="SearchFacets"/>) → value → count over the results; values without results are left out.</param>
public sealed record SearchResults(
    IReadOnlyList<SearchHit> Hits, int Total, bool TotalIsLowerBound, IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>> Facets)
{
    /// <summary>What was searched for after mending typing errors, where that differs from what was typed; otherwise null.</summary>
    public string? CorrectedText { get; init; }

    /// <summary>Why nothing could be searched and what mends it, a sentence for the operator; null where it was searched.</summary>
    public string? Unavailable { get; init; }
}
