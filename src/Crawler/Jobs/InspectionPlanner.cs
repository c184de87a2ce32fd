using Catalogue.Crawler.Storage;

namespace Catalogue.Crawler.Jobs;

/// <summary>Chooses which servers a pass asks, and puts them into batches. Pure.</summary>
internal static class InspectionPlanner
{
    // A package costs a second or more, a remote milliseconds: small batches let several workers share them.
    private const int PackagesInBatch = 8;

    /// <summary>The servers of one source to be asked.</summary>
    /// <param name="candidates">Those that could be asked, the longest unasked first.</param>
    /// <param name="listed">Those that the source listed in this pass.</param>
    /// <param name="queued">Those that are queued already.</param>
    /// <param name="passId">The pass.</param>
    /// <param name="now">The time.</param>
    /// <param name="options">What the pass covers.</param>
    public static List<InspectionCandidate> Choose(
        IReadOnlyList<InspectionCandidate> candidates, IReadOnlySet<long> listed, IReadOnlySet<long> queued, long passId, DateTimeOffset now, CrawlOptions options)
    {
        var room = options.Limit is { } limit ? limit - queued.Count : int.MaxValue;
        return
        [
            .. candidates.Where(server => server.PassId != passId && !queued.Contains(server.ServerId)
                && (server.HasRemote || server.HasTrustedPackage)
                && (server.DueAt <= now || (!options.OnlyDue && listed.Contains(server.ServerId))))
                // What the source just listed goes first; each group keeps its order.
                .OrderByDescending(server => listed.Contains(server.ServerId))
                .Take(Math.Max(0, room)),
        ];
    }

    /// <summary>
    /// The servers in batches: packages in small ones, apart from remotes; and the remotes of one host spread over the batches, so
    /// that a slow host with hundreds of servers holds up none of the others.
    /// </summary>
    public static IReadOnlyList<IReadOnlyList<long>> Batches(IReadOnlyList<InspectionCandidate> servers, int size)
    {
        var packages = servers.Where(server => server.HasTrustedPackage).Select(server => server.ServerId).Chunk(Math.Min(PackagesInBatch, size));
        var remotes = SpreadHosts(servers.Where(server => !server.HasTrustedPackage)).Select(server => server.ServerId).Chunk(size);
        return [.. packages, .. remotes];
    }

    // The first server of each host, then the second of each, and so on; within a round they keep their order.
    private static IEnumerable<InspectionCandidate> SpreadHosts(IEnumerable<InspectionCandidate> servers)
    {
        var seen = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        return servers.Select(server => (Server: server, Round: server.Host is { } host ? seen[host] = seen.GetValueOrDefault(host) + 1 : 1))
            .OrderBy(pair => pair.Round).Select(pair => pair.Server);
    }
}
