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

    /// <summary>Whether a server's tools count.</summary>
    public bool PassesServer(int server) => _barredServers is null || !_barredServers[server];

    /// <summary>By profile: 1 where its tools pass, 0 where they do not.</summary>
    public byte[] Passing(ToolProfile[] profiles)
    {
        var passing = new byte[profiles.Length];
        for (var i = 0; i < passing.Length; i++) passing[i] = Passes(profiles[i]) ? (byte)1 : (byte)0;
        return passing;
    }

    private bool Passes(in ToolProfile profile) =>
        (_categories >> profile.Category & 1) != 0 &&
        (_risks >> profile.Risk & 1) != 0 &&
        (profile.Capabilities & _with) == _with &&
        (profile.Capabilities & _without) == 0 &&
        (_finding is not { } finding || finding == profile.Finding) &&
        (_contested is not { } contested || contested == profile.Contested);
}
