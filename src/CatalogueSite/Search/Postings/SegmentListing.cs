namespace Catalogue.Site.Search.Postings;

/// <summary>Lists what filters let through, where no word was asked for: the worst risk first, then by server.</summary>
internal sealed class SegmentListing(Segment segment, int index, int[]? serverOrder, QueryPlan plan, SegmentFilter filter, Scratch scratch)
{
    private readonly ToolProfiles _profiles = segment.Profiles;
    private readonly byte[] _passing = filter.Passing(segment.Profiles.All);
    private readonly PhraseMatcher _phrases = new(segment, plan.Query);
    private readonly bool[]? _excluded = Excluded(segment, plan);

    /// <summary>Offers the foremost, and counts all.</summary>
    public void Run(HitCollector whole)
    {
        // Without exclusions a profile decides for all its tools.
        if (plan.Query.Excluded.Count == 0) Count();
        else CountOneByOne();
        scratch.Whole.AddTo(whole.Counts, segment);
        whole.Total = whole.Counts.Total;
        Offer(whole);
    }

    private static bool[]? Excluded(Segment segment, QueryPlan plan)
    {
        if (plan.ExcludedTerms.Count == 0) return null;
        var excluded = new bool[segment.ToolCount];
        foreach (var word in plan.ExcludedTerms)
        {
            var term = segment.Find(word);
            if (term < 0) continue;
            var postings = segment.Postings(term);
            var tool = -1;
            for (var at = 0; at < postings.Length;)
            {
                tool += VarInt.Read(postings, ref at);
                at++;
                excluded[tool] = true;
            }
        }
        return excluded;
    }

    private void Count()
    {
        var passing = _passing;
        var servers = segment.Servers;
        var counts = scratch.Whole.Servers;
        if (Array.TrueForAll(passing, one => one != 0))
        {
            for (var server = 0; server < servers.Length; server++) counts[server] = servers[server].ToolCount;
        }
        else
        {
            foreach (var tool in _profiles.Of) counts[tool.Server] += passing[tool.Profile];
        }
        var barred = 0;
        for (var server = 0; server < servers.Length; server++)
        {
            if (filter.PassesServer(server)) continue;
            counts[server] = 0;
            barred += servers[server].ToolCount;
        }
        // All tools but the barred ones, or the others alone: whichever are fewer to look at.
        var tally = scratch.Whole.Profiles;
        var few = barred * 2L <= segment.ToolCount;
        for (var profile = 0; few && profile < passing.Length; profile++) tally[profile] = passing[profile] * _profiles.Totals[profile];
        if (barred == 0) return;
        for (var server = 0; server < servers.Length; server++)
        {
            if (filter.PassesServer(server) == few) continue;
            foreach (var tool in ToolsOf(servers[server])) tally[tool.Profile] += few ? -passing[tool.Profile] : passing[tool.Profile];
        }
    }

    private ReadOnlySpan<ToolBrief> ToolsOf(in ServerRow server) => _profiles.Of.AsSpan(server.FirstTool, server.ToolCount);

    private void CountOneByOne()
    {
        var servers = segment.Servers;
        for (var server = 0; server < servers.Length; server++)
        {
            if (!filter.PassesServer(server)) continue;
            for (var (tool, end) = (servers[server].FirstTool, servers[server].FirstTool + servers[server].ToolCount); tool < end; tool++)
            {
                if (!Passes(tool)) continue;
                scratch.Whole.Servers[server]++;
                scratch.Whole.Profiles[_profiles.Of[tool].Profile]++;
            }
        }
    }

    private bool Passes(int tool) => _passing[_profiles.Of[tool].Profile] != 0 && _excluded?[tool] != true && _phrases.Passes(tool);

    // Level by level from the worst down: servers lie in order, so that the first of a level are its foremost.
    private void Offer(HitCollector whole)
    {
        var offered = 0;
        var tally = scratch.Whole.Profiles;
        var levels = Enumerable.Range(0, _profiles.All.Length).Where(profile => tally[profile] > 0).Select(profile => _profiles.All[profile].Risk).Distinct().OrderDescending();
        foreach (var level in levels)
        {
            var wanted = Array.ConvertAll(_profiles.All, profile => profile.Risk == level);
            offered = OfferLevel(whole, level, wanted, offered);
            if (offered >= whole.Capacity) return;
        }
    }

    private int OfferLevel(HitCollector whole, byte level, bool[] wanted, int offered)
    {
        var (of, counts) = (_profiles.Of, scratch.Whole.Servers);
        var servers = segment.Servers;
        for (var server = 0; server < servers.Length; server++)
        {
            if (counts[server] == 0) continue;
            var (tool, end) = (servers[server].FirstTool, servers[server].FirstTool + servers[server].ToolCount);
            for (; tool < end; tool++)
            {
                if (!wanted[of[tool].Profile] || !Passes(tool)) continue;
                whole.Offer(new Candidate(level, SegmentSearch.OrderOf(serverOrder, server, tool), index, tool));
                if (++offered >= whole.Capacity) return offered;
            }
        }
        return offered;
    }
}
