using System.Text.Json;
using Catalogue.Crawler.Model;
using Catalogue.Crawler.Storage.Reading;
using Dapper;

namespace Catalogue.Crawler.Storage;

/// <summary>The passes of the crawler: who leads, what each source gave, which batches of servers are still to be asked.</summary>
public sealed class PassStore
{
    private readonly CatalogueDatabase _database;

    internal PassStore(CatalogueDatabase database) => _database = database;

    /// <summary>The newest passes, newest first.</summary>
    public Task<IReadOnlyList<CrawlPass>> ReadAsync(int limit, CancellationToken cancellationToken) =>
        _database.ReadAsync<IReadOnlyList<CrawlPass>>(
            async (connection, transaction) =>
            {
                var passes = (await connection.QueryAsync<PassRow>(
                    "SELECT id, started_at, ended_at, sources, outcomes FROM passes ORDER BY id DESC LIMIT @limit", new { limit }, transaction)).Select(row => row.ToPass()).ToList();
                if (passes.Count > 0) passes[0] = await new PassDetails(connection, transaction).AddAsync(passes[0]);
                return passes;
            },
            cancellationToken);

    /// <summary>Begins a pass, goes on with one that was interrupted, or joins one that another worker leads.</summary>
    /// <param name="scope">What the pass covers; a pass of another scope is not gone on with.</param>
    /// <param name="worker">This worker's name.</param>
    /// <param name="lease">How long a leader that is not seen counts as alive.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public Task<PassTicket> BeginAsync(string scope, string worker, TimeSpan lease, CancellationToken cancellationToken) =>
        _database.WriteAsync(
            async write =>
            {
                var open = (await write.QueryAsync<PassRow>("SELECT id, scope, leader, leader_seen_at FROM passes WHERE ended_at IS NULL ORDER BY id DESC")).FirstOrDefault();
                var alive = open is not null && open.Leader != worker && write.NowMs - open.LeaderSeenAt < lease.TotalMilliseconds;
                if (alive) return new PassTicket(open!.Id, IsLeader: false, IsResumed: false);
                if (open is not null && open.Scope == scope)
                {
                    await write.ExecuteAsync("UPDATE passes SET leader = @worker, leader_seen_at = @NowMs WHERE id = @Id", new { worker, write.NowMs, open.Id });
                    return new PassTicket(open.Id, IsLeader: true, IsResumed: true);
                }
                await write.ExecuteAsync("DELETE FROM pass_batches");
                await write.ExecuteAsync("UPDATE passes SET ended_at = @NowMs WHERE ended_at IS NULL", new { write.NowMs });
                var id = await write.TakeIdsAsync("pass", 1);
                await write.ExecuteAsync(
                    "INSERT INTO passes (id, scope, started_at, leader, leader_seen_at, sources, outcomes) VALUES (@id, @scope, @NowMs, @worker, @NowMs, '[]', '{}')",
                    new { id, scope, write.NowMs, worker });
                return new PassTicket(id, IsLeader: true, IsResumed: false);
            },
            cancellationToken);

    /// <summary>The leader's sign of life, with what readers see of a running pass.</summary>
    /// <returns>False when another worker took the lead.</returns>
    public Task<bool> BeatAsync(long passId, string worker, IReadOnlyList<SourceReport> sources, CancellationToken cancellationToken) =>
        UpdateAsync(passId, worker, sources, ended: false, cancellationToken);

    /// <summary>Ends a pass: its batches are forgotten, its sums stay.</summary>
    public Task EndAsync(long passId, string worker, IReadOnlyList<SourceReport> sources, CancellationToken cancellationToken) =>
        UpdateAsync(passId, worker, sources, ended: true, cancellationToken);

    /// <summary>Adds batches of servers to be asked, and returns their numbers.</summary>
    public Task<IReadOnlyList<int>> AddBatchesAsync(long passId, IReadOnlyList<IReadOnlyList<long>> batches, CancellationToken cancellationToken) =>
        _database.WriteAsync<IReadOnlyList<int>>(
            async write =>
            {
                var first = (await write.QueryAsync<long>("SELECT COALESCE(MAX(number), 0) FROM pass_batches WHERE pass_id = @passId", new { passId }))[0] + 1;
                var rows = batches.Select((batch, index) => new { passId, number = first + index, servers = JsonSerializer.Serialize([.. batch], StorageJson.Default.Int64Array) }).ToList();
                await write.ExecuteEachAsync("INSERT INTO pass_batches (pass_id, number, servers) VALUES (@passId, @number, @servers)", rows);
                return [.. rows.Select(row => (int)row.number)];
            },
            cancellationToken);

    /// <summary>The batches that are not done.</summary>
    public Task<IReadOnlyList<int>> OpenBatchesAsync(long passId, CancellationToken cancellationToken) =>
        _database.ReadAsync<IReadOnlyList<int>>(
            async (connection, transaction) =>
                [.. (await connection.QueryAsync<long>("SELECT number FROM pass_batches WHERE pass_id = @passId AND done_at IS NULL ORDER BY number", new { passId }, transaction)).Select(number => (int)number)],
            cancellationToken);

    /// <summary>The servers of all batches of a pass, done or not.</summary>
    public Task<IReadOnlyList<long>> QueuedServersAsync(long passId, CancellationToken cancellationToken) =>
        _database.ReadAsync<IReadOnlyList<long>>(
            async (connection, transaction) =>
            [
                .. (await connection.QueryAsync<string>("SELECT servers FROM pass_batches WHERE pass_id = @passId", new { passId }, transaction))
                    .SelectMany(json => JsonSerializer.Deserialize(json, StorageJson.Default.Int64Array) ?? []),
            ],
            cancellationToken);

    /// <summary>Marks a batch as done.</summary>
    public Task MarkDoneAsync(long passId, int number, CancellationToken cancellationToken) =>
        _database.WriteAsync(
            write => write.ExecuteAsync("UPDATE pass_batches SET done_at = @NowMs WHERE pass_id = @passId AND number = @number", new { write.NowMs, passId, number }), cancellationToken);

    /// <summary>Whether a pass has ended.</summary>
    public Task<bool> HasEndedAsync(long passId, CancellationToken cancellationToken) =>
        _database.ReadAsync(
            async (connection, transaction) => await connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM passes WHERE id = @passId AND ended_at IS NULL", new { passId }, transaction) == 0,
            cancellationToken);

    /// <summary>Whether a pass's leader gave a sign of life within the lease.</summary>
    public Task<bool> LeaderLivesAsync(long passId, TimeSpan lease, CancellationToken cancellationToken)
    {
        var since = (_database.Now - lease).ToUnixTimeMilliseconds();
        return _database.ReadAsync(
            async (connection, transaction) => await connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM passes WHERE id = @passId AND leader_seen_at >= @since", new { passId, since }, transaction) > 0,
            cancellationToken);
    }

    /// <summary>What is remembered of a source.</summary>
    public Task<SourceState> SourceStateAsync(string source, CancellationToken cancellationToken) =>
        _database.ReadAsync(
            async (connection, transaction) =>
            {
                var row = await connection.QuerySingleOrDefaultAsync<SourceStateRow>("SELECT listed_at, listed_whole_at, bookmark FROM source_states WHERE source = @source", new { source }, transaction);
                return new SourceState(Time(row?.ListedAt), Time(row?.ListedWholeAt), row?.Bookmark);
            },
            cancellationToken);

    /// <summary>Remembers how reading a source went; a time that is null leaves the one before.</summary>
    public Task SetSourceStateAsync(string source, SourceState state, CancellationToken cancellationToken) =>
        _database.WriteAsync(
            write => write.ExecuteAsync(
                """
                INSERT INTO source_states (source, listed_at, listed_whole_at, bookmark) VALUES (@source, @at, @wholeAt, @Bookmark)
                ON CONFLICT (source) DO UPDATE SET listed_at = COALESCE(excluded.listed_at, source_states.listed_at),
                    listed_whole_at = COALESCE(excluded.listed_whole_at, source_states.listed_whole_at), bookmark = excluded.bookmark
                """,
                new { source, at = state.Listed?.ToUnixTimeMilliseconds(), wholeAt = state.ListedWhole?.ToUnixTimeMilliseconds(), state.Bookmark }),
            cancellationToken);

    private Task<bool> UpdateAsync(long passId, string worker, IReadOnlyList<SourceReport> sources, bool ended, CancellationToken cancellationToken) =>
        _database.WriteAsync(
            async write =>
            {
                var counts = await write.QueryAsync<OutcomeRow>(
                    "SELECT o.outcome, COUNT(*) AS count FROM checks c JOIN observations o ON o.server_id = c.server_id WHERE c.pass_id = @passId GROUP BY o.outcome", new { passId });
                var outcomes = JsonSerializer.Serialize(counts.ToDictionary(row => row.Outcome, row => (int)row.Count), StorageJson.Default.DictionaryStringInt32);
                var rows = await write.ExecuteAsync(
                    "UPDATE passes SET leader_seen_at = @NowMs, sources = @sources, outcomes = @outcomes, ended_at = @endedAt WHERE id = @passId AND leader = @worker AND ended_at IS NULL",
                    new { write.NowMs, sources = JsonSerializer.Serialize(sources, StorageJson.Default.IReadOnlyListSourceReport), outcomes, endedAt = ended ? write.NowMs : (long?)null, passId, worker });
                if (ended && rows > 0) await write.ExecuteAsync("DELETE FROM pass_batches WHERE pass_id = @passId", new { passId });
                return rows > 0;
            },
            cancellationToken);

    private static DateTimeOffset? Time(long? ms) => ms is { } value ? DateTimeOffset.FromUnixTimeMilliseconds(value) : null;

    private sealed class SourceStateRow
    {
        public long? ListedAt { get; set; }

        public long? ListedWholeAt { get; set; }

        public string? Bookmark { get; set; }
    }

    private sealed class OutcomeRow
    {
        public string Outcome { get; set; } = "";

        public long Count { get; set; }
    }

    private sealed class PassRow
    {
        public long Id { get; set; }

        public string Scope { get; set; } = "";

        public string Leader { get; set; } = "";

        public long LeaderSeenAt { get; set; }

        public long StartedAt { get; set; }

        public long? EndedAt { get; set; }

        public string Sources { get; set; } = "";

        public string Outcomes { get; set; } = "";

        public CrawlPass ToPass() => new(
            Id,
            DateTimeOffset.FromUnixTimeMilliseconds(StartedAt),
            EndedAt is { } ended ? DateTimeOffset.FromUnixTimeMilliseconds(ended) : null,
            JsonSerializer.Deserialize(Sources, StorageJson.Default.IReadOnlyListSourceReport) ?? [],
            (JsonSerializer.Deserialize(Outcomes, StorageJson.Default.DictionaryStringInt32) ?? []).ToDictionary(pair => OutcomeNames.Parse(pair.Key), pair => pair.Value));
    }
}
