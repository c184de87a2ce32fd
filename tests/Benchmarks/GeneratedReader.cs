using System.Runtime.CompilerServices;
using Catalogue.Crawler.Model;
using Catalogue.Crawler.Storage;
using Catalogue.TestSupport;

namespace Catalogue.Benchmarks;

/// <summary>A catalogue database that makes its servers up as they are read, so that its own memory is not measured.</summary>
internal sealed class GeneratedReader(int tools, int servers) : ICatalogueReader
{
    private ServerRecord? _changed;
    private long _revision = servers;

    /// <summary>Changes the definitions of one server.</summary>
    public void ChangeOne() => _changed = CatalogueGenerator.Server(7, 9, new Random((int)++_revision)) with { Revision = _revision };

    public Task<long> GetRevisionAsync(CancellationToken cancellationToken) => Task.FromResult(_revision);

    public async IAsyncEnumerable<ServerRecord> ReadServersAsync(long sinceRevision, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        if (sinceRevision < servers)
        {
            foreach (var server in CatalogueGenerator.Servers(tools, servers)) yield return server;
        }
        if (_changed is not null && _changed.Revision > sinceRevision) yield return _changed;
    }

    public Task<IReadOnlyList<HistoryEntry>> ReadHistoryAsync(int limit, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<HistoryEntry>>([]);

    public Task<IReadOnlyList<CrawlPass>> ReadPassesAsync(int limit, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<CrawlPass>>([]);
}
