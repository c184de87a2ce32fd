using Catalogue.Crawler.Model;

namespace Catalogue.Crawler.Storage;

/// <summary>What publishing reads from the catalogue database. Each call sees one consistent state.</summary>
public interface ICatalogueReader
{
    /// <summary>The greatest revision of any server; 0 when empty.</summary>
    Task<long> GetRevisionAsync(CancellationToken cancellationToken);

    /// <summary>Servers whose revision is above <paramref name="sinceRevision"/>, whole, by id. Streams: memory does not grow with the catalogue.</summary>
    IAsyncEnumerable<ServerRecord> ReadServersAsync(long sinceRevision, CancellationToken cancellationToken);

    /// <summary>The newest history rows over all servers, newest first.</summary>
    Task<IReadOnlyList<HistoryEntry>> ReadHistoryAsync(int limit, CancellationToken cancellationToken);

    /// <summary>The newest passes, newest first.</summary>
    Task<IReadOnlyList<CrawlPass>> ReadPassesAsync(int limit, CancellationToken cancellationToken);
}
