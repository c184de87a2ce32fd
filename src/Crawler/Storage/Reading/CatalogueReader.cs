using System.Data.Common;
using System.Runtime.CompilerServices;
using Catalogue.Crawler.Model;
using Catalogue.Crawler.Storage.Rows;
using Dapper;

namespace Catalogue.Crawler.Storage.Reading;

/// <summary>Reads whole servers in portions, all inside one consistent state.</summary>
internal sealed class CatalogueReader(CatalogueDatabase database)
{
    private const int Portion = 200;

    public async IAsyncEnumerable<ServerRecord> ReadServersAsync(long sinceRevision, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (connection, transaction) = await database.BeginReadAsync(cancellationToken);
        await using var _ = connection;
        await using var __ = transaction;
        for (var after = 0L; ;)
        {
            var portion = await ReadPortionAsync(connection, transaction, sinceRevision, after, cancellationToken);
            foreach (var server in portion) yield return server;
            if (portion.Count < Portion) yield break;
            after = portion[^1].Id;
        }
    }

    private async Task<List<ServerRecord>> ReadPortionAsync(DbConnection connection, DbTransaction transaction, long since, long after, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            var servers = (await connection.QueryAsync<ServerRow>(
                $"""
                SELECT id, name, slug, title, description, repository, repository_subfolder, website_url, version, status, status_message, first_seen, withdrawn_at, revision
                FROM servers WHERE id > @after AND revision > @since AND merged_into IS NULL ORDER BY id LIMIT {Portion}
                """, new { after, since }, transaction)).AsList();
            if (servers.Count == 0) return [];
            var parts = await ReadPartsAsync(connection, transaction, [.. servers.Select(row => row.Id)]);
            return servers.ConvertAll(parts.Build);
        }
        catch (DbException exception)
        {
            throw database.Dialect.Explain(exception);
        }
    }

    private async Task<ServerParts> ReadPartsAsync(DbConnection connection, DbTransaction transaction, long[] ids)
    {
        var list = database.Dialect.ListOf(ids);
        async Task<ILookup<long, T>> Load<T>(string sql, Func<T, long> key) =>
            (await connection.QueryAsync<T>(database.Dialect.WithLists(sql), new { ids = list }, transaction)).ToLookup(key);

        return new ServerParts
        {
            Aliases = await Load<AliasRow>("SELECT server_id, alias FROM aliases WHERE server_id IN @ids ORDER BY alias", row => row.ServerId),
            Endpoints = await Load<EndpointRow>(
                "SELECT server_id, position, kind, url, package_type, package_name, package_version, details, trusted FROM endpoints WHERE server_id IN @ids ORDER BY server_id, position", row => row.ServerId),
            Listings = await Load<ListingRow>(
                "SELECT server_id, source, name_there, first_seen, last_seen, dropped_at, raw_entry FROM listings WHERE server_id IN @ids ORDER BY id", row => row.ServerId),
            Observations = await Load<ObservationRow>(
                "SELECT server_id, outcome, reason, how, endpoint, protocol_version, server_title, server_version, instructions, prompt_count, resource_count FROM observations WHERE server_id IN @ids", row => row.ServerId),
            Checks = await Load<CheckRow>("SELECT server_id, checked_at, last_good_at, duration_ms FROM checks WHERE server_id IN @ids", row => row.ServerId),
            Tools = await Load<ToolReadRow>(
                """
                SELECT t.server_id, t.slug, t.name, t.definition_hash, t.first_seen, t.changed_at, t.removed_at, t.declared, d.title, d.description, d.input_schema, d.output_schema, d.annotations
                FROM tools t JOIN definitions d ON d.hash = t.definition_hash WHERE t.server_id IN @ids
                """, row => row.ServerId),
            History = await Load<HistoryRow>(
                $"""
                SELECT id, server_id, tool, kind, at, old_hash, new_hash, fields
                FROM (SELECT id, server_id, tool, kind, at, old_hash, new_hash, fields, ROW_NUMBER() OVER (PARTITION BY server_id ORDER BY id DESC) AS place FROM history WHERE server_id IN @ids) newest
                WHERE place <= {ServerParts.HistoryLimit} ORDER BY id DESC
                """, row => row.ServerId),
        };
    }
}
