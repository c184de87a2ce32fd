using Catalogue.Crawler.Storage.Rows;

namespace Catalogue.Crawler.Storage.Writing;

/// <summary>Undoes a merge: the listings that came from a server return to it, and the two are kept apart from then on.</summary>
internal sealed class MergeWriter(WriteScope scope)
{
    public async Task<bool> PartAsync(long mergedServerId)
    {
        var row = (await scope.QueryAsync<ServerRow>("SELECT id, merged_into FROM servers WHERE id = @mergedServerId", new { mergedServerId })).SingleOrDefault();
        if (row?.MergedInto is not { } into) return false;
        var board = await BoardLoader.LoadAsync(scope, [into]);
        var server = board.Servers.Single(candidate => candidate.Row.Id == mergedServerId);
        server.Row.MergedInto = null;
        server.MergeChanged = true;
        foreach (var listing in board.Listings.Where(listing => listing.Row.OriginServerId == mergedServerId).ToList()) listing.MoveTo(server);
        await scope.ExecuteAsync("DELETE FROM aliases WHERE server_id = @into AND (alias = (SELECT slug FROM servers WHERE id = @mergedServerId) OR alias = (SELECT name FROM servers WHERE id = @mergedServerId))", new { into, mergedServerId });
        await scope.ExecuteEachAsync(
            "INSERT INTO kept_apart (server_id, other_id) VALUES (@One, @Other) ON CONFLICT (server_id, other_id) DO NOTHING",
            new[] { new { One = into, Other = mergedServerId }, new { One = mergedServerId, Other = into } });
        await new ServerWriter(scope).WriteAsync(board);
        return true;
    }
}
