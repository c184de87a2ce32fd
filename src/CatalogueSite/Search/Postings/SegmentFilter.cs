using Catalogue.Site.Search.Text;

namespace Catalogue.Site.Search.Postings;

/// <summary>The filters of a query, as bits.</summary>
internal sealed class SegmentFilter
{
    private readonly int _categories;
    private readonly int _risks;
    private readonly int _with;
    private readonly int _without;
    private readonly bool? _finding;
    private readonly bool? _contested;
    private readonly bool[]? _barredServers;

    /// <param name="query">The query.</param>
    /// <param name="barredServers">Servers of the segment whose tools do not count, or null.</param>
    public SegmentFilter(ParsedQuery query, bool[]? barredServers)
    {
        _categories = query.Categories.Count == 0 ? -1 : query.Categories.Aggregate(0, (bits, value) => bits | (1 << (int)value));
        _risks = query.Risks.Count == 0 ? -1 : query.Risks.Aggregate(0, (bits, value) => bits | (1 << (int)value));
        _with = (int)query.Capabilities;
        _without = (int)query.WithoutCapabilities;
        _finding = query.HasFinding;
        _contested = query.Contested;
        _barredServers = barredServers;
    }

    public bool Passes(in ToolRow row) =>
        (_categories >> row.Category & 1) != 0 &&
        (_risks >> row.Risk & 1) != 0 &&
        (row.Capabilities & _with) == _with &&
        (row.Capabilities & _without) == 0 &&
        (_finding is not { } finding || finding == row.Findings > 0) &&
        (_contested is not { } contested || contested == (row.Contested != 0)) &&
        (_barredServers is null || !_barredServers[row.Server]);
}
