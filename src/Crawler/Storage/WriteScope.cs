using System.Data.Common;
using Catalogue.Crawler.Model;
using Catalogue.Crawler.Storage.Rows;
using Dapper;

namespace Catalogue.Crawler.Storage;

/// <summary>One write transaction: collects what follows from changes (history, revisions) and writes it at the end, in bulk.</summary>
internal sealed class WriteScope(SqlDialect dialect, DbConnection connection, DbTransaction transaction, DateTimeOffset now)
{
    private readonly List<HistoryRow> _history = [];
    private readonly HashSet<long> _changed = [];

    public DbConnection Connection { get; } = connection;

    public DbTransaction Transaction { get; } = transaction;

    /// <summary>When this transaction began; everything in it bears this time.</summary>
    public DateTimeOffset Now { get; } = now;

    /// <summary><see cref="Now"/> in Unix milliseconds.</summary>
    public long NowMs { get; } = now.ToUnixTimeMilliseconds();

    /// <summary>The revision that the changed servers were given, or 0 while nothing changed.</summary>
    public long Revision { get; private set; }

    /// <summary>How many servers changed.</summary>
    public int ChangedServers => _changed.Count;

    /// <summary>Marks a server as changed: its revision grows.</summary>
    public void Touch(long serverId) => _changed.Add(serverId);

    /// <summary>Adds a row of history and marks its server as changed.</summary>
    public void Record(long serverId, string? tool, ChangeKind kind, byte[]? oldHash, byte[]? newHash, IEnumerable<string> fields)
    {
        Touch(serverId);
        _history.Add(new HistoryRow
        {
            ServerId = serverId,
            Tool = StoredText.Encode(tool),
            Kind = (int)kind,
            At = NowMs,
            OldHash = oldHash,
            NewHash = newHash,
            Fields = string.Join(' ', fields),
        });
    }

    /// <summary>Takes <paramref name="count"/> new ids and returns the first.</summary>
    public async Task<long> TakeIdsAsync(string counter, int count) =>
        await Connection.ExecuteScalarAsync<long>(
            "UPDATE counters SET value = value + @count WHERE name = @counter RETURNING value", new { count, counter }, Transaction) - count + 1;

    public Task<int> ExecuteAsync(string sql, object? parameters = null) => Connection.ExecuteAsync(sql, parameters, Transaction);

    /// <summary>Runs one statement for each row; nothing when there are none.</summary>
    public async Task ExecuteEachAsync<T>(string sql, IReadOnlyCollection<T> rows)
    {
        if (rows.Count > 0) await dialect.ExecuteEachAsync(Connection, Transaction, RowStatement<T>.Of(sql), rows, CancellationToken.None);
    }

    /// <summary>A statement with <c>IN @ids</c>, in portions that both databases take.</summary>
    public async Task ExecuteInAsync(string sql, IEnumerable<long> ids, long value = 0)
    {
        var text = dialect.WithLists(sql);
        foreach (var chunk in ids.Chunk(500)) await Connection.ExecuteAsync(text, new { ids = dialect.ListOf(chunk), value }, Transaction);
    }

    public async Task<List<T>> QueryAsync<T>(string sql, object? parameters = null) =>
        (await Connection.QueryAsync<T>(sql, parameters, Transaction)).AsList();

    /// <summary>A query with <c>IN @ids</c>, in portions that both databases take.</summary>
    public async Task<List<T>> QueryInAsync<T, TKey>(string sql, IEnumerable<TKey> ids)
    {
        var result = new List<T>();
        var text = dialect.WithLists(sql, bytes: typeof(TKey) == typeof(byte[]));
        foreach (var chunk in ids.Chunk(500)) result.AddRange(await Connection.QueryAsync<T>(text, new { ids = dialect.ListOf(chunk) }, Transaction));
        return result;
    }

    /// <summary>Writes history and revisions. Called once, before the commit.</summary>
    public async Task FlushAsync()
    {
        if (_history.Count > 0)
        {
            var id = await TakeIdsAsync("history", _history.Count);
            foreach (var row in _history) row.Id = id++;
            await ExecuteEachAsync(
                "INSERT INTO history (id, server_id, tool, kind, at, old_hash, new_hash, fields) VALUES (@Id, @ServerId, @Tool, @Kind, @At, @OldHash, @NewHash, @Fields)",
                _history);
        }
        if (_changed.Count == 0) return;
        Revision = await TakeIdsAsync("revision", 1);
        await ExecuteInAsync("UPDATE servers SET revision = @value WHERE id IN @ids", _changed.Order(), Revision);
    }
}
