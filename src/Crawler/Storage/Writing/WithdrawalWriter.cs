using Catalogue.Crawler.Model;

namespace Catalogue.Crawler.Storage.Writing;

/// <summary>Drops the listings that a source's whole list no longer has.</summary>
internal sealed class WithdrawalWriter(WriteScope scope)
{
    // A source that suddenly lists less than half of what it did is more likely broken than emptied.
    private const int SmallSource = 20;

    public async Task<WithdrawResult> WriteAsync(string source, DateTimeOffset listedSince)
    {
        var since = listedSince.ToUnixTimeMilliseconds();
        var known = (await scope.QueryAsync<long>("SELECT COUNT(*) FROM listings WHERE source = @source AND dropped_at IS NULL", new { source }))[0];
        var missing = await scope.QueryAsync<long>("SELECT DISTINCT server_id FROM listings WHERE source = @source AND dropped_at IS NULL AND last_seen < @since", new { source, since });
        if (missing.Count == 0) return new WithdrawResult(0, 0, false);
        if (missing.Count > SmallSource && missing.Count * 2 > known) return new WithdrawResult(0, missing.Count, true);
        var board = await BoardLoader.LoadAsync(scope, missing);
        foreach (var listing in board.Listings.Where(listing => listing.Row.Source == source && listing.Row.DroppedAt is null && listing.Row.LastSeen < since))
        {
            listing.Row.DroppedAt = scope.NowMs;
            listing.Dirty = true;
            listing.Owner.Dirty = true;
        }
        var before = board.Servers.ToDictionary(server => server.Row.Id, server => server.Row.WithdrawnAt is null);
        await new ServerWriter(scope).WriteAsync(board);
        return new WithdrawResult(board.Servers.Count(server => before[server.Row.Id] && server.Row.WithdrawnAt is not null), missing.Count, false);
    }
}
