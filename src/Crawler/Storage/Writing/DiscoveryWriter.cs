using Catalogue.Crawler.Model;
using Catalogue.Crawler.Storage.Rows;

namespace Catalogue.Crawler.Storage.Writing;

/// <summary>Takes a batch of discovered servers into the database: listings, identity, what servers say of themselves, declared tools.</summary>
internal sealed class DiscoveryWriter(WriteScope scope)
{
    /// <summary>Takes the declared tools, and counts them.</summary>
    public DeclarationWriter Declarations { get; } = new(scope);

    /// <summary>Writes the batch; of entries with the same source and name the last counts.</summary>
    /// <param name="batch">The entries.</param>
    /// <param name="always">Whether entries are taken up even where their listing is known just so (an import is more than its listing).</param>
    /// <returns>The servers' ids, in the order of the batch.</returns>
    public async Task<UpsertResult> WriteAsync(IReadOnlyList<PendingListing> batch, bool always = false)
    {
        var known = await LoadKnownAsync(batch);
        var last = batch.Select((pending, index) => (pending, index)).GroupBy(pair => pair.pending.Place).ToDictionary(group => group.Key, group => group.Last().pending);
        var changed = last.Values.Where(pending => always || !(known.TryGetValue(pending.Place, out var row) && row.DroppedAt is null && row.ContentHash.AsSpan().SequenceEqual(pending.Hash))).ToList();
        await TouchAsync(last.Keys.Select(place => known.GetValueOrDefault(place)).OfType<ListingRow>());
        var serverOf = known.ToDictionary(pair => pair.Key, pair => pair.Value.ServerId);
        var added = 0;
        if (changed.Count > 0)
        {
            var board = await LoadBoardAsync(changed, known);
            foreach (var pending in changed) board.Place(pending);
            await new ServerWriter(scope).WriteAsync(board);
            foreach (var listing in board.Listings) serverOf[(listing.Row.Source, listing.Row.NameKey)] = listing.Owner.Row.Id;
            added = board.Servers.Count(server => server.IsNew);
            var declared = changed.FindAll(pending => pending.Server.DeclaredTools is not null).ConvertAll(pending => (pending, board.OwnerOf(pending)));
            await Declarations.WriteAsync(declared);
        }
        return new UpsertResult([.. batch.Select(pending => serverOf[pending.Place])], added, changed.Count);
    }

    private async Task<Dictionary<(string, string), ListingRow>> LoadKnownAsync(IReadOnlyList<PendingListing> batch)
    {
        var result = new Dictionary<(string, string), ListingRow>();
        foreach (var source in batch.GroupBy(pending => pending.Server.Source))
        {
            var keys = source.Select(pending => pending.Place.NameKey).Distinct(StringComparer.Ordinal);
            var rows = await scope.QueryInAsync<ListingRow, string>($"SELECT {BoardLoader.ListingColumns} FROM listings WHERE name_key IN @ids", keys);
            foreach (var row in rows.Where(row => row.Source == source.Key)) result[(row.Source, row.NameKey)] = row;
        }
        return result;
    }

    private Task TouchAsync(IEnumerable<ListingRow> rows) =>
        scope.ExecuteInAsync("UPDATE listings SET last_seen = @value WHERE id IN @ids", rows.Select(row => row.Id), scope.NowMs);

    private async Task<MergeBoard> LoadBoardAsync(List<PendingListing> changed, Dictionary<(string, string), ListingRow> known)
    {
        var keys = changed.SelectMany(pending => pending.Keys.Keys).Distinct(StringComparer.Ordinal);
        var sharing = await scope.QueryInAsync<long, string>("SELECT DISTINCT l.server_id FROM listing_keys k JOIN listings l ON l.id = k.listing_id WHERE k.key IN @ids", keys);
        var ids = sharing
            .Concat(changed.Select(pending => known.GetValueOrDefault(pending.Place)?.ServerId).OfType<long>())
            .Concat(changed.Select(pending => pending.PinnedTo).OfType<long>()).Distinct().ToList();
        var listings = await BoardLoader.ListingsAsync(scope, ids);
        var board = await NewBoardAsync(changed, listings);
        await BoardLoader.FillAsync(scope, board, ids, listings);
        return board;
    }

    private async Task<MergeBoard> NewBoardAsync(List<PendingListing> changed, List<ListingRow> listings)
    {
        // At most one new server for each new entry, and one for each listing that a changed key may set free.
        var most = changed.Count + listings.Count;
        var server = await scope.TakeIdsAsync("server", most);
        var listing = await scope.TakeIdsAsync("listing", changed.Count);
        var names = changed.Select(pending => CanonicalName.Of(pending.Server.Name, pending.Content)).Concat(listings.Select(row => StoredText.Decode(row.NameThere)!))
            .Concat(listings.Select(row => ListingContent.Parse(row.Content).PackageName).OfType<string>());
        var slugs = await SlugBook.LoadAsync(scope, names);
        return new MergeBoard(() => server++, () => listing++, slugs.Give, scope.NowMs);
    }
}
