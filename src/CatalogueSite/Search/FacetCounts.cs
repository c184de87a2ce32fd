using Catalogue.Classifier.Model;

namespace Catalogue.Site.Search;

/// <summary>Counts results by every facet, one result at a time.</summary>
public sealed class FacetCounts
{
    private readonly int[] _categories = new int[Enum.GetValues<Category>().Length];
    private readonly int[] _risks = new int[Enum.GetValues<RiskLevel>().Length];
    // By the whole set of capabilities, taken apart at the end: one step for each result instead of one for each capability.
    private readonly int[] _capabilitySets = new int[1 << CapabilityNames.All.Count];
    private readonly Dictionary<string, int> _servers = [];
    private int _contested;
    private int _findings;

    /// <summary>Results counted so far.</summary>
    public int Total { get; private set; }

    /// <summary>Counts one result.</summary>
    public void Add(string serverSlug, Category category, RiskLevel risk, Capabilities capabilities, bool contested, bool finding)
    {
        AddServer(serverSlug, 1);
        Add(category, risk, capabilities, contested, finding);
    }

    /// <summary>Counts results that are alike, whose servers are counted by <see cref="AddServer"/>.</summary>
    public void Add(Category category, RiskLevel risk, Capabilities capabilities, bool contested, bool finding, int results = 1)
    {
        Total += results;
        _categories[(int)category] += results;
        _risks[(int)risk] += results;
        _capabilitySets[(int)capabilities & (_capabilitySets.Length - 1)] += results;
        if (contested) _contested += results;
        if (finding) _findings += results;
    }

    /// <summary>Adds results of one server.</summary>
    public void AddServer(string slug, int results) => _servers[slug] = _servers.GetValueOrDefault(slug) + results;

    /// <summary>Adds all that another has counted.</summary>
    public void Add(FacetCounts other)
    {
        Total += other.Total;
        for (var i = 0; i < _categories.Length; i++) _categories[i] += other._categories[i];
        for (var i = 0; i < _risks.Length; i++) _risks[i] += other._risks[i];
        for (var i = 0; i < _capabilitySets.Length; i++) _capabilitySets[i] += other._capabilitySets[i];
        foreach (var (slug, results) in other._servers) AddServer(slug, results);
        _contested += other._contested;
        _findings += other._findings;
    }

    /// <summary>The facets; values without results are left out.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>> Finish() => new Dictionary<string, IReadOnlyDictionary<string, int>>
    {
        [SearchFacets.Category] = Named(_categories, index => ((Category)index).ToString()),
        [SearchFacets.Risk] = Named(_risks, index => ((RiskLevel)index).ToString()),
        [SearchFacets.Capability] = Named(CountCapabilities(), index => CapabilityNames.ToName(CapabilityNames.All[index])),
        [SearchFacets.Server] = _servers.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(SearchFacets.TopServers).ToDictionary(),
        [SearchFacets.Has] = Named([_findings], _ => "finding"),
        [SearchFacets.Is] = Named([_contested], _ => "contested"),
    };

    private int[] CountCapabilities()
    {
        var counts = new int[CapabilityNames.All.Count];
        for (var set = 1; set < _capabilitySets.Length; set++)
        {
            if (_capabilitySets[set] == 0) continue;
            for (var bit = 0; bit < counts.Length; bit++)
            {
                if ((set >> bit & 1) != 0) counts[bit] += _capabilitySets[set];
            }
        }
        return counts;
    }

    private static Dictionary<string, int> Named(int[] counts, Func<int, string> nameOf) =>
        Enumerable.Range(0, counts.Length).Where(index => counts[index] > 0).ToDictionary(nameOf, index => counts[index]);
}
