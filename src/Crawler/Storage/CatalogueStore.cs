using Catalogue.Classifier.Model;
using Catalogue.Crawler.Model;
using Catalogue.Crawler.Storage.Reading;
using Catalogue.Crawler.Storage.Rows;
using Catalogue.Crawler.Storage.Writing;
using Dapper;

namespace Catalogue.Crawler.Storage;

/// <summary>
/// The catalogue database: what crawling hands over to publishing. One instance serves any number of threads;
/// any number of programs may read and write the same database at once.
/// </summary>
public sealed class CatalogueStore : ICatalogueReader, IDisposable
{
    private readonly CatalogueDatabase _database;
    private readonly CatalogueReader _reader;
    private readonly StoreOptions _options;

    private CatalogueStore(CatalogueDatabase database, StoreOptions options)
    {
        _database = database;
        _options = options;
        _reader = new CatalogueReader(database);
        Passes = new PassStore(database);
    }

    /// <summary>Where the database is, for people: never with a password.</summary>
    public string Where => _database.Where;

    /// <summary>True when several workers may crawl into this database at once (PostgreSQL).</summary>
    public bool IsShared { get; private init; }

    /// <summary>The passes and their work.</summary>
    public PassStore Passes { get; }

    /// <summary>Opens the catalogue database, making it or bringing its schema up to date where needed.</summary>
    /// <exception cref="StorageException">It cannot be used; the message says why and what mends it.</exception>
    public static async Task<CatalogueStore> OpenAsync(DatabaseAddress address, StoreOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(address);
        options ??= new StoreOptions();
        return new CatalogueStore(await CatalogueDatabase.OpenAsync(address, options.LockTimeout, options.Time, cancellationToken), options) { IsShared = address.IsPostgres };
    }

    /// <inheritdoc/>
    public Task<long> GetRevisionAsync(CancellationToken cancellationToken) =>
        _database.ReadAsync((connection, transaction) => connection.ExecuteScalarAsync<long>("SELECT COALESCE(MAX(revision), 0) FROM servers", transaction: transaction), cancellationToken);

    /// <inheritdoc/>
    /// <remarks>A server that was merged into another is not read any more; the other's aliases hold its slug and name.</remarks>
    public IAsyncEnumerable<ServerRecord> ReadServersAsync(long sinceRevision, CancellationToken cancellationToken) =>
        _reader.ReadServersAsync(sinceRevision, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<HistoryEntry>> ReadHistoryAsync(int limit, CancellationToken cancellationToken) =>
        _database.ReadAsync<IReadOnlyList<HistoryEntry>>(
            async (connection, transaction) =>
            [
                .. (await connection.QueryAsync<HistoryRow>(
                    """
                    SELECT h.id, h.server_id, h.tool, h.kind, h.at, h.old_hash, h.new_hash, h.fields
                    FROM history h JOIN servers s ON s.id = h.server_id WHERE s.merged_into IS NULL ORDER BY h.id DESC LIMIT @limit
                    """, new { limit }, transaction)).Select(row => row.ToEntry()),
            ],
            cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<CrawlPass>> ReadPassesAsync(int limit, CancellationToken cancellationToken) => Passes.ReadAsync(limit, cancellationToken);

    /// <summary>Takes up a batch of discovered servers: each entry becomes a listing, entries with an equal identity one server.</summary>
    public Task<UpsertResult> UpsertDiscoveredAsync(IReadOnlyList<DiscoveredServer> batch, CancellationToken cancellationToken)
    {
        var pending = batch.Select(server => PendingListing.From(server, _options.Identity)).ToList();
        return _database.WriteAsync(scope => new DiscoveryWriter(scope).WriteAsync(pending), cancellationToken);
    }

    /// <summary>Records what asking servers gave, in one transaction.</summary>
    /// <param name="results">The results; any number of servers.</param>
    /// <param name="passId">The pass they belong to, or 0: a server is recorded once in a pass.</param>
    /// <param name="cancellationToken">Ends the attempt; nothing is written then.</param>
    public async Task<RecordResult> RecordInspectionsAsync(IReadOnlyList<InspectedServer> results, long passId, CancellationToken cancellationToken)
    {
        var prepared = results.Select(PreparedInspection.From).ToList();
        WriteScope? scope = null;
        var recorded = await _database.WriteAsync(
            current =>
            {
                scope = current;
                return new InspectionWriter(current, _options.Schedule).WriteAsync(prepared, passId);
            },
            cancellationToken);
        return new RecordResult(recorded, scope!.ChangedServers, scope.Revision);
    }

    /// <summary>Records what asking one server gave.</summary>
    public Task<RecordResult> RecordInspectionAsync(long serverId, Inspection.InspectionResult result, CancellationToken cancellationToken) =>
        RecordInspectionsAsync([new InspectedServer(serverId, result)], 0, cancellationToken);

    /// <summary>Drops the listings of a source that its whole list, read since <paramref name="listedSince"/>, no longer has; a server that nobody lists is withdrawn.</summary>
    public Task<WithdrawResult> WithdrawMissingAsync(string source, DateTimeOffset listedSince, CancellationToken cancellationToken) =>
        _database.WriteAsync(scope => new WithdrawalWriter(scope).WriteAsync(source, listedSince), cancellationToken);

    /// <summary>Adds or updates declared tools; never overrides what a running server gave, removes nothing.</summary>
    public Task<ImportResult> ImportDeclaredAsync(IReadOnlyList<DeclaredServer> batch, CancellationToken cancellationToken) =>
        _database.WriteAsync(scope => new ImportWriter(scope, _options.Identity).WriteAsync(batch), cancellationToken);

    /// <summary>Removes the declared tools of these servers that are not to be kept. Observed tools stay.</summary>
    /// <param name="serverIds">The servers.</param>
    /// <param name="keep">Whether a tool (server, name) is kept.</param>
    /// <param name="cancellationToken">Ends the attempt; nothing is written then.</param>
    /// <returns>How many tools were removed.</returns>
    public Task<int> RemoveOtherDeclaredAsync(IReadOnlyCollection<long> serverIds, Func<long, string, bool> keep, CancellationToken cancellationToken) =>
        _database.WriteAsync(scope => new ImportWriter(scope, _options.Identity).RemoveOthersAsync(serverIds, keep), cancellationToken);

    /// <summary>Undoes a merge and keeps the two servers apart from then on.</summary>
    /// <param name="mergedServerId">The server that was merged into another.</param>
    /// <param name="cancellationToken">Ends the attempt; nothing is written then.</param>
    /// <returns>False when that server is not merged.</returns>
    public Task<bool> PartAsync(long mergedServerId, CancellationToken cancellationToken) =>
        _database.WriteAsync(scope => new MergeWriter(scope).PartAsync(mergedServerId), cancellationToken);

    /// <summary>The servers of a source that could be asked, the longest unasked first.</summary>
    public Task<IReadOnlyList<InspectionCandidate>> ReadCandidatesAsync(string source, CancellationToken cancellationToken) =>
        new PlanReader(_database).CandidatesAsync(source, cancellationToken);

    /// <summary>The servers of a batch that its pass has not recorded yet; none when the batch or the pass is done.</summary>
    public Task<IReadOnlyList<InspectionPlan>> ReadBatchAsync(long passId, int number, CancellationToken cancellationToken) =>
        new PlanReader(_database).BatchAsync(passId, number, cancellationToken);

    /// <summary>The least of every server that was not merged into another, by id.</summary>
    public Task<IReadOnlyList<ServerState>> ReadServerStatesAsync(CancellationToken cancellationToken) => new CountReader(_database).StatesAsync(cancellationToken);

    /// <summary>The definitions of the present tools of these servers, by server; some hundreds of servers at a time.</summary>
    public Task<ILookup<long, ToolDefinition>> ReadPresentToolsAsync(IReadOnlyCollection<long> serverIds, CancellationToken cancellationToken) =>
        new CountReader(_database).PresentToolsAsync(serverIds, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _database.Dispose();
}
