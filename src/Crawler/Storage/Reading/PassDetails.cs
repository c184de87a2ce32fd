using System.Data.Common;
using Catalogue.Crawler.Model;
using Dapper;

namespace Catalogue.Crawler.Storage.Reading;

/// <summary>Reads which servers a pass found slow, and which gave nothing.</summary>
internal sealed class PassDetails(DbConnection connection, DbTransaction transaction)
{
    private const string Columns = """
        SELECT s.name, s.slug, o.outcome, o.reason, c.checked_at, c.duration_ms
        FROM checks c JOIN servers s ON s.id = c.server_id JOIN observations o ON o.server_id = c.server_id
        WHERE c.pass_id = @passId AND s.merged_into IS NULL AND s.withdrawn_at IS NULL
        """;

    public async Task<CrawlPass> AddAsync(CrawlPass pass) => pass with
    {
        Slowest = await ReadAsync(pass.Id, "AND c.duration_ms IS NOT NULL ORDER BY c.duration_ms DESC, s.id LIMIT 10"),
        Failures = await ReadAsync(pass.Id, "AND o.outcome NOT IN ('observed', 'partial', 'declared', 'pending') ORDER BY c.checked_at DESC, s.id LIMIT 20"),
    };

    private async Task<IReadOnlyList<CheckedServer>> ReadAsync(long passId, string which) =>
        [.. (await connection.QueryAsync<Row>($"{Columns} {which}", new { passId }, transaction)).Select(row => row.ToServer())];

    private sealed class Row
    {
        public string Name { get; set; } = "";

        public string Slug { get; set; } = "";

        public string Outcome { get; set; } = "";

        public string? Reason { get; set; }

        public long CheckedAt { get; set; }

        public long? DurationMs { get; set; }

        public CheckedServer ToServer() => new(
            StoredText.Decode(Name)!, Slug, OutcomeNames.Parse(Outcome), StoredText.Decode(Reason),
            DateTimeOffset.FromUnixTimeMilliseconds(CheckedAt), DurationMs is { } ms ? TimeSpan.FromMilliseconds(ms) : null);
    }
}
