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

    /// <summary>The servers in batches: packages in small ones, apart from remotes.</summary>
    public static IReadOnlyList<IReadOnlyList<long>> Batches(IReadOnlyList<InspectionCandidate> servers, int size)
    {
        var packages = servers.Where(server => server.HasTrustedPackage).Select(server => server.ServerId).Chunk(Math.Min(PackagesInBatch, size));
        var remotes = servers.Where(server => !server.HasTrustedPackage).Select(server => server.ServerId).Chunk(size);
        return [.. packages, .. remotes];
    }
}
