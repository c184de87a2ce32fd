using Catalogue.Crawler.Storage.Rows;
using Dapper;

namespace Catalogue.Crawler.Storage.Reading;

/// <summary>Reads what crawling must know of servers: which could be asked, and where.</summary>
internal sealed class PlanReader(CatalogueDatabase database)
{
    public Task<IReadOnlyList<InspectionCandidate>> CandidatesAsync(string source, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<InspectionCandidate>>(
            async (connection, transaction) =>
            {
                var rows = await connection.QueryAsync<CandidateRow>(
                    $"""
                    SELECT s.id, c.due_at, c.checked_at, c.pass_id, e.url, e.remotes, e.packages, e.trusted_packages,
                        (SELECT {database.Dialect.Join("l.source")} FROM listings l WHERE l.server_id = s.id AND l.dropped_at IS NULL) AS sources
                    FROM servers s JOIN checks c ON c.server_id = s.id
                    JOIN (SELECT server_id, MIN(CASE WHEN kind <> 2 THEN url END) AS url, SUM(CASE WHEN kind <> 2 THEN 1 ELSE 0 END) AS remotes, SUM(CASE WHEN kind = 2 THEN 1 ELSE 0 END) AS packages,
                            SUM(CASE WHEN kind = 2 AND trusted = 1 THEN 1 ELSE 0 END) AS trusted_packages FROM endpoints GROUP BY server_id) e ON e.server_id = s.id
                    WHERE s.merged_into IS NULL AND s.withdrawn_at IS NULL
                        AND EXISTS (SELECT 1 FROM listings l WHERE l.server_id = s.id AND l.source = @source AND l.dropped_at IS NULL)
                    ORDER BY COALESCE(c.checked_at, 0), s.id
                    """,
                    new { source }, transaction);
                return [.. rows.Select(row => row.ToCandidate())];
            },
            cancellationToken);

    public Task<IReadOnlyList<InspectionPlan>> BatchAsync(long passId, int number, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<InspectionPlan>>(
            async (connection, transaction) =>
            {
                var json = await connection.ExecuteScalarAsync<string?>(
                    "SELECT b.servers FROM pass_batches b JOIN passes p ON p.id = b.pass_id WHERE b.pass_id = @passId AND b.number = @number AND b.done_at IS NULL AND p.ended_at IS NULL",
                    new { passId, number }, transaction);
                if (json is null) return [];
                var ids = System.Text.Json.JsonSerializer.Deserialize(json, StorageJson.Default.Int64Array) ?? [];
                var servers = await connection.QueryAsync<PlanRow>(
                    database.Dialect.WithLists("SELECT s.id, s.name, c.list_hash FROM servers s JOIN checks c ON c.server_id = s.id WHERE s.merged_into IS NULL AND c.pass_id <> @passId AND s.id IN @ids"),
                    new { ids = database.Dialect.ListOf(ids), passId }, transaction);
                var endpoints = (await connection.QueryAsync<EndpointRow>(
                    database.Dialect.WithLists("SELECT server_id, position, kind, url, package_type, package_name, package_version, details, trusted FROM endpoints WHERE server_id IN @ids ORDER BY server_id, position"),
                    new { ids = database.Dialect.ListOf(ids) }, transaction)).ToLookup(row => row.ServerId, row => row.ToEndpoint());
                var byId = servers.ToDictionary(row => row.Id);
                return [.. ids.Where(byId.ContainsKey).Select(id => new InspectionPlan(id, StoredText.Decode(byId[id].Name)!, [.. endpoints[id]]) { ListHash = byId[id].ListHash })];
            },
            cancellationToken);

    private sealed class PlanRow
    {
        public long Id { get; set; }

        public string Name { get; set; } = "";

        public byte[]? ListHash { get; set; }
    }

    private sealed class CandidateRow
    {
        public long Id { get; set; }

        public long DueAt { get; set; }

        public long? CheckedAt { get; set; }

        public long PassId { get; set; }

        public string? Url { get; set; }

        public long Remotes { get; set; }

        public long Packages { get; set; }

        public long TrustedPackages { get; set; }

        public string Sources { get; set; } = "";

        public InspectionCandidate ToCandidate() => new()
        {
            ServerId = Id,
            Sources = Sources.Split(SqlDialect.ListSeparator, StringSplitOptions.RemoveEmptyEntries),
            DueAt = DateTimeOffset.FromUnixTimeMilliseconds(DueAt),
            CheckedAt = CheckedAt is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null,
            PassId = PassId,
            Host = Uri.TryCreate(StoredText.Decode(Url), UriKind.Absolute, out var url) ? url.IdnHost : null,
            HasRemote = Remotes > 0,
            HasPackage = Packages > 0,
            HasTrustedPackage = TrustedPackages > 0,
        };
    }
}
