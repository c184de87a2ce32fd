using System.Text.Json;
using Catalogue.Crawler.Model;
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
            [
                .. (await connection.QueryAsync<PassRow>(
                    "SELECT id, started_at, ended_at, sources, outcomes FROM passes ORDER BY id DESC LIMIT @limit", new { limit }, transaction)).Select(row => row.ToPass()),
            ],
            cancellationToken);

    private sealed class PassRow
    {
        public long Id { get; set; }

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
