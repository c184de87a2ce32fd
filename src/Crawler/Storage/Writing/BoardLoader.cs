using Catalogue.Crawler.Storage.Rows;

namespace Catalogue.Crawler.Storage.Writing;

/// <summary>Loads servers with their listings onto a board.</summary>
internal static class BoardLoader
{
    public const string ListingColumns = "id, server_id, origin_server_id, source, name_there, name_key, pinned, content, content_hash, first_seen, last_seen, dropped_at";
    private const string ServerColumns = "id, name, name_key, slug, title, description, repository, repository_subfolder, website_url, version, status, status_message, first_seen, withdrawn_at, merged_into, tools_basis, declared_by, revision";

    /// <summary>These servers with all their listings, for changes that make no new server.</summary>
    public static async Task<MergeBoard> LoadAsync(WriteScope scope, IReadOnlyCollection<long> serverIds)
    {
        var listings = await ListingsAsync(scope, serverIds);
        var board = new MergeBoard(
            () => throw new InvalidOperationException("this change makes no servers"), () => throw new InvalidOperationException("this change makes no listings"),
            _ => throw new InvalidOperationException("this change gives no slugs"), scope.NowMs);
        await FillAsync(scope, board, serverIds, listings);
        return board;
    }

    /// <summary>All listings of these servers.</summary>
    public static Task<List<ListingRow>> ListingsAsync(WriteScope scope, IEnumerable<long> serverIds) =>
        scope.QueryInAsync<ListingRow, long>($"SELECT {ListingColumns} FROM listings WHERE server_id IN @ids", serverIds);

    /// <summary>Puts servers, those merged into them, their listings, keys and decisions onto a board.</summary>
    public static async Task FillAsync(WriteScope scope, MergeBoard board, IReadOnlyCollection<long> serverIds, List<ListingRow> listings)
    {
        var servers = await scope.QueryInAsync<ServerRow, long>($"SELECT {ServerColumns} FROM servers WHERE id IN @ids", serverIds);
        servers.AddRange(await scope.QueryInAsync<ServerRow, long>($"SELECT {ServerColumns} FROM servers WHERE merged_into IN @ids", serverIds));
        var keys = (await scope.QueryInAsync<KeyRow, long>("SELECT listing_id, key FROM listing_keys WHERE listing_id IN @ids", listings.Select(row => row.Id)))
            .ToLookup(row => row.ListingId, row => row.Key);
        foreach (var server in servers) board.Add(server);
        foreach (var listing in listings.OrderBy(row => row.Id)) board.Add(listing, [.. keys[listing.Id].Order(StringComparer.Ordinal)]);
        foreach (var pair in await scope.QueryInAsync<ApartRow, long>("SELECT server_id, other_id FROM kept_apart WHERE server_id IN @ids", serverIds)) board.KeepApart(pair.ServerId, pair.OtherId);
    }

    private sealed class KeyRow
    {
        public long ListingId { get; set; }

        public string Key { get; set; } = "";
    }

    private sealed class ApartRow
    {
        public long ServerId { get; set; }

        public long OtherId { get; set; }
    }
}
