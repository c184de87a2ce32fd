using Catalogue.Classifier.Model;

namespace Catalogue.Site.Search.Postings;

/// <summary>Counts the results of one segment, by server and by profile; what facets make of them is worked out at the end.</summary>
internal sealed class SegmentTally
{
    private int[] _servers = [];
    private int[] _profiles = [];

    /// <summary>Results by server.</summary>
    public int[] Servers => _servers;

    /// <summary>Results by profile.</summary>
    public int[] Profiles => _profiles;

    /// <summary>Begins with a segment.</summary>
    public void Begin(Segment segment)
    {
        if (_servers.Length < segment.ServerCount) _servers = new int[segment.ServerCount];
        if (_profiles.Length < segment.Profiles.All.Length) _profiles = new int[segment.Profiles.All.Length];
        Array.Clear(_servers, 0, segment.ServerCount);
        Array.Clear(_profiles, 0, segment.Profiles.All.Length);
    }

    /// <summary>Adds what was counted in a segment.</summary>
    public void AddTo(FacetCounts counts, Segment segment)
    {
        var profiles = segment.Profiles.All;
        for (var i = 0; i < profiles.Length; i++)
        {
            if (_profiles[i] == 0) continue;
            var profile = profiles[i];
            counts.Add((Category)profile.Category, (RiskLevel)profile.Risk, (Capabilities)profile.Capabilities, profile.Contested, profile.Finding, _profiles[i]);
        }
        AddServers(counts, segment);
    }

    // The facet names only the foremost servers, so that only their slugs need reading.
    private void AddServers(FacetCounts counts, Segment segment)
    {
        var best = new PriorityQueue<int, (int Count, int Order)>();
        var least = 0;
        for (var server = 0; server < segment.ServerCount; server++)
        {
            // Among equals the one that comes first by slug counts, and that one is in already.
            if (_servers[server] <= least) continue;
            var rank = (_servers[server], -server);
            if (best.Count < SearchFacets.TopServers) best.Enqueue(server, rank);
            else best.EnqueueDequeue(server, rank);
            if (best.Count == SearchFacets.TopServers && best.TryPeek(out _, out var last)) least = last.Count;
        }
        while (best.TryDequeue(out var server, out _)) counts.AddServer(segment.ServerSlug(server), _servers[server]);
    }
}
