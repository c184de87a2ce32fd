using System.Runtime.CompilerServices;
using Catalogue.Crawler.Model;
using Catalogue.Crawler.Storage;

namespace Catalogue.TestSupport;

/// <summary>A catalogue database in memory: servers that a test adds and changes; each change raises the revision.</summary>
public sealed class MemoryCatalogueReader : ICatalogueReader
{
    private readonly SortedDictionary<long, ServerRecord> _servers = [];
    private long _revision;

    /// <summary>Passes to report, newest first.</summary>
    public List<CrawlPass> Passes { get; } = [];

    /// <summary>Called before each server is handed out.</summary>
    public Action<ServerRecord>? Reading { get; set; }

    /// <summary>Adds a server or puts it in the place of the one with the same id.</summary>
    public ServerRecord Put(ServerRecord server)
    {
        var stored = server with { Revision = ++_revision };
        _servers[server.Id] = stored;
        return stored;
    }

    /// <summary>Takes a server away, as when the database was replaced.</summary>
    public void Forget(long id)
    {
        _servers.Remove(id);
        _revision = 0;
        foreach (var key in _servers.Keys.ToList()) _servers[key] = _servers[key] with { Revision = ++_revision };
    }

    public Task<long> GetRevisionAsync(CancellationToken cancellationToken) => Task.FromResult(_revision);

    public async IAsyncEnumerable<ServerRecord> ReadServersAsync(long sinceRevision, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var server in _servers.Values.Where(server => server.Revision > sinceRevision).ToList())
        {
            cancellationToken.ThrowIfCancellationRequested();
            Reading?.Invoke(server);
            yield return server;
        }
        await Task.CompletedTask;
    }

    public Task<IReadOnlyList<HistoryEntry>> ReadHistoryAsync(int limit, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<HistoryEntry>>([.. _servers.Values.SelectMany(server => server.History).OrderByDescending(entry => entry.Id).Take(limit)]);

    public Task<IReadOnlyList<CrawlPass>> ReadPassesAsync(int limit, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<CrawlPass>>([.. Passes.Take(limit)]);
}
