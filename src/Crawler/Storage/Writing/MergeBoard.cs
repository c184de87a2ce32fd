using Catalogue.Crawler.Storage.Rows;

namespace Catalogue.Crawler.Storage.Writing;

/// <summary>
/// The servers and listings that a batch touches, in memory: decides which server a listing belongs to, merges servers whose
/// listings share a key, and parts those that no longer do. Writes nothing.
/// </summary>
internal sealed class MergeBoard(Func<long> nextServerId, Func<long> nextListingId, Func<string, string> newSlug, long nowMs)
{
    private readonly Dictionary<long, ServerWork> _servers = [];
    private readonly Dictionary<(string, string), ListingWork> _listings = [];
    private readonly Dictionary<string, List<ListingWork>> _byKey = new(StringComparer.Ordinal);
    private readonly HashSet<(long, long)> _apart = [];

    public IEnumerable<ServerWork> Servers => _servers.Values;

    public IEnumerable<ListingWork> Listings => _listings.Values;

    /// <summary>The server that a listing ended up with, after all merges.</summary>
    public ServerWork OwnerOf(PendingListing pending) => _listings[pending.Place].Owner;

    public void Add(ServerRow row) => _servers.TryAdd(row.Id, new ServerWork(row, isNew: false));

    public void KeepApart(long one, long other)
    {
        _apart.Add((one, other));
        _apart.Add((other, one));
    }

    public void Add(ListingRow row, IReadOnlyList<string> keys)
    {
        if (!_servers.TryGetValue(row.ServerId, out var owner) || _listings.ContainsKey((row.Source, row.NameKey))) return;
        var listing = new ListingWork(row, ListingContent.Parse(row.Content), keys, owner, isNew: false);
        owner.Listings.Add(listing);
        _listings.Add((row.Source, row.NameKey), listing);
        Index(listing);
    }

    /// <summary>Puts one entry in its place and returns its server.</summary>
    public ServerWork Place(PendingListing pending)
    {
        var sharing = pending.Keys.Keys.SelectMany(key => _byKey.GetValueOrDefault(key) ?? []).Select(listing => listing.Owner).Distinct().ToList();
        var existing = _listings.GetValueOrDefault(pending.Place);
        var listing = existing is null ? AddNew(pending, sharing) : Update(existing, pending);
        if (listing.Row.Pinned == 0) MergeAll(listing, sharing);
        return listing.Owner;
    }

    private ListingWork AddNew(PendingListing pending, List<ServerWork> sharing)
    {
        var owner = pending.PinnedTo is { } id ? _servers[id]
            : sharing.Count > 0 ? sharing.OrderBy(server => server.Row.Id).First()
            : NewServer(CanonicalName.Of(pending.Server.Name, pending.Content));
        var row = new ListingRow
        {
            Id = nextListingId(),
            ServerId = owner.Row.Id,
            OriginServerId = owner.Row.Id,
            Source = pending.Server.Source,
            NameThere = StoredText.Encode(pending.Server.Name)!,
            NameKey = pending.Place.NameKey,
            Pinned = pending.PinnedTo is null ? 0 : 1,
            FirstSeen = nowMs,
        };
        var listing = new ListingWork(row, pending.Content, pending.Keys.Keys, owner, isNew: true);
        Fill(listing, pending);
        owner.Listings.Add(listing);
        owner.Dirty = true;
        _listings.Add(pending.Place, listing);
        Index(listing);
        return listing;
    }

    private ListingWork Update(ListingWork listing, PendingListing pending)
    {
        if (listing.Row.DroppedAt is null && listing.Row.ContentHash.AsSpan().SequenceEqual(pending.Hash)) return listing;
        var before = listing.Keys;
        Fill(listing, pending);
        listing.Content = pending.Content;
        listing.Dirty = true;
        listing.Owner.Dirty = true;
        if (before.SequenceEqual(pending.Keys.Keys, StringComparer.Ordinal)) return listing;
        foreach (var key in before) _byKey.GetValueOrDefault(key)?.Remove(listing);
        listing.Keys = pending.Keys.Keys;
        listing.KeysChanged = true;
        Index(listing);
        Part(listing.Owner);
        return listing;
    }

    private void Fill(ListingWork listing, PendingListing pending)
    {
        var row = listing.Row;
        row.Content = pending.ContentJson;
        row.ContentHash = pending.Hash;
        row.RawEntry = pending.Server.RawEntry?.ToArray();
        row.LastSeen = nowMs;
        row.DroppedAt = null;
    }

    private void Index(ListingWork listing)
    {
        foreach (var key in listing.Keys)
        {
            if (!_byKey.TryGetValue(key, out var list)) _byKey[key] = list = [];
            list.Add(listing);
        }
    }

    private ServerWork NewServer(string name)
    {
        var row = new ServerRow { Id = nextServerId(), Name = StoredText.Encode(name)!, NameKey = IdentityKeys.Shorten(name), Slug = newSlug(name), FirstSeen = nowMs };
        var server = new ServerWork(row, isNew: true);
        _servers.Add(row.Id, server);
        return server;
    }

    private void MergeAll(ListingWork listing, List<ServerWork> sharing)
    {
        foreach (var other in sharing)
        {
            var own = listing.Owner;
            // A new listing may have joined one of several servers; a listing's server may since have been merged itself.
            if (other == own || other.Listings.Count == 0 || _apart.Contains((own.Row.Id, other.Row.Id))) continue;
            Merge(own, other);
        }
    }

    /// <summary>The one whose tools are better known stays; of two alike, the older. The other's listings move, its tools stay with it, unseen.</summary>
    private static void Merge(ServerWork one, ServerWork two)
    {
        var (stays, goes) = (two.Row.ToolsBasis, -two.Row.Id).CompareTo((one.Row.ToolsBasis, -one.Row.Id)) > 0 ? (two, one) : (one, two);
        foreach (var listing in goes.Listings.ToList()) listing.MoveTo(stays);
        goes.Row.MergedInto = stays.Row.Id;
        goes.MergeChanged = true;
        stays.NewAliases.Add(goes.Row.Slug);
        stays.NewAliases.Add(goes.Row.Name);
    }

    /// <summary>Lets go of listings that share no key, directly or through others, with the server's first listing.</summary>
    private void Part(ServerWork server)
    {
        if (server.Listings.Count < 2) return;
        var left = server.Listings.OrderBy(listing => listing.Row.Id).ToList();
        TakeConnected(left, left[0]);
        foreach (var pinned in left.Where(listing => listing.Row.Pinned != 0).ToList()) left.Remove(pinned);
        while (left.Count > 0)
        {
            var group = TakeConnected(left, left[0]);
            var home = Home(server, group);
            foreach (var listing in group) listing.MoveTo(home);
        }
    }

    private static List<ListingWork> TakeConnected(List<ListingWork> from, ListingWork start)
    {
        var group = new List<ListingWork> { start };
        from.Remove(start);
        var keys = new HashSet<string>(start.Keys, StringComparer.Ordinal);
        for (var grown = true; grown;)
        {
            grown = false;
            foreach (var listing in from.Where(listing => listing.Keys.Any(keys.Contains)).ToList())
            {
                from.Remove(listing);
                group.Add(listing);
                keys.UnionWith(listing.Keys);
                grown = true;
            }
        }
        return group;
    }

    private ServerWork Home(ServerWork leaving, List<ListingWork> group)
    {
        foreach (var listing in group)
        {
            if (_servers.TryGetValue(listing.Row.OriginServerId, out var origin) && origin.Row.MergedInto == leaving.Row.Id)
            {
                origin.Row.MergedInto = null;
                origin.MergeChanged = true;
                return origin;
            }
        }
        var best = group.OrderByDescending(listing => listing.Content.Rank).First();
        return NewServer(CanonicalName.Of(StoredText.Decode(best.Row.NameThere)!, best.Content));
    }
}
