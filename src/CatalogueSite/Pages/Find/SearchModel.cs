using Catalogue.Classifier.Model;
using Catalogue.Site.Search;

namespace Catalogue.Site.Pages.Find;

/// <summary>What was searched for and what was found; without results where nothing was asked yet.</summary>
/// <param name="Query">The query with its filters.</param>
/// <param name="Results">What was found, or null before anything was asked.</param>
/// <param name="Page">The page's number, from 1.</param>
/// <param name="PageSize">How many results a page holds.</param>
public sealed record SearchModel(SearchQuery Query, SearchResults? Results, int Page, int PageSize)
{
    /// <summary>How many pages can be reached.</summary>
    public int Pages => Results is null ? 0 : (Results.Total + PageSize - 1) / PageSize;

    /// <summary>Whether more than a question was asked: a filter is set, or a later page.</summary>
    public bool Narrowed => Page > 1 || Query.Categories.Count > 0 || Query.Risks.Count > 0 || Query.Capabilities != Capabilities.None || Query.Server is not null;

    /// <summary>The address of this search with one thing changed.</summary>
    /// <param name="page">The page wanted, from 1.</param>
    /// <param name="toggle">A filter to set, or to take off where it is set; null for none.</param>
    /// <param name="value">The filter's value.</param>
    public string Address(int page = 1, string? toggle = null, string? value = null)
    {
        var parts = new List<string>();
        if (Query.Text.Length > 0) parts.Add("q=" + Uri.EscapeDataString(Well(Query.Text)));
        Add(parts, SearchFacets.Category, Query.Categories.Select(one => one.ToString()), toggle, value);
        Add(parts, SearchFacets.Risk, Query.Risks.Select(one => one.ToString()), toggle, value);
        Add(parts, SearchFacets.Capability, CapabilityNames.Split(Query.Capabilities), toggle, value);
        Add(parts, SearchFacets.Server, Query.Server is null ? [] : [Query.Server], toggle, value);
        if (page > 1) parts.Add("page=" + page.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return parts.Count == 0 ? "/search" : "/search?" + string.Join('&', parts);
    }

    /// <summary>Whether a filter's value is set.</summary>
    public bool Has(string facet, string value) => facet switch
    {
        SearchFacets.Category => Query.Categories.Any(one => one.ToString() == value),
        SearchFacets.Risk => Query.Risks.Any(one => one.ToString() == value),
        SearchFacets.Capability => CapabilityNames.Split(Query.Capabilities).Contains(value),
        SearchFacets.Server => Query.Server == value,
        _ => false,
    };

    private static void Add(List<string> parts, string facet, IEnumerable<string> set, string? toggle, string? value)
    {
        var values = set.ToList();
        if (toggle == facet && value is not null)
        {
            if (!values.Remove(value)) values.Add(value);
        }
        foreach (var one in values) parts.Add($"{facet}={Uri.EscapeDataString(Well(facet is SearchFacets.Category or SearchFacets.Risk ? one.ToLowerInvariant() : one))}");
    }

    /// <summary>Half a character can't be written into an address.</summary>
    private static string Well(string text) => string.Concat(text.EnumerateRunes());
}
