using Catalogue.Crawler.Model;
using Catalogue.Crawler.Storage.Rows;

namespace Catalogue.Crawler.Storage.Writing;

/// <summary>Writes the servers and listings of a board that changed, with their endpoints, aliases and history.</summary>
internal sealed class ServerWriter(WriteScope scope)
{
    private readonly List<ServerRow> _inserts = [];
    private readonly List<ServerRow> _updates = [];
    private readonly List<EndpointRow> _endpoints = [];
    private readonly List<long> _endpointOwners = [];
    private readonly List<AliasRow> _aliases = [];
    private readonly List<long> _withEndpoint = [];
    private readonly List<long> _withoutEndpoint = [];

    public async Task WriteAsync(MergeBoard board)
    {
        var dirty = board.Servers.Where(server => server.Dirty || server.MergeChanged).ToList();
        var oldEndpoints = (await scope.QueryInAsync<EndpointRow, long>(
            "SELECT server_id, position, kind, url, package_type, package_name, package_version, details, trusted FROM endpoints WHERE server_id IN @ids",
            dirty.Where(server => !server.IsNew).Select(server => server.Row.Id))).ToLookup(row => row.ServerId);
        foreach (var server in dirty) Prepare(server, [.. oldEndpoints[server.Row.Id].OrderBy(row => row.Position)]);
        await FlushServersAsync();
        await FlushListingsAsync([.. board.Listings]);
        await FlushAliasesAsync();
    }

    private void Prepare(ServerWork server, List<EndpointRow> oldEndpoints)
    {
        var row = server.Row;
        (server.IsNew ? _inserts : _updates).Add(row);
        if (server.Listings.Count == 0)
        {
            // Merged away: it keeps what it was, for the day it is parted again.
            if (server.MergeChanged) scope.Record(row.Id, null, ChangeKind.Removed, null, null, ["merged"]);
            return;
        }
        var oldName = server.IsNew ? null : row.Name;
        var view = ServerView.Of(server.Listings);
        var changed = view.Apply(row);
        if (oldName is not null && oldName != row.Name) server.NewAliases.Add(oldName);
        var endpoints = view.Endpoints.Select((endpoint, position) => EndpointRow.From(row.Id, position, endpoint)).ToList();
        if (!Same(oldEndpoints, endpoints))
        {
            _endpointOwners.Add(row.Id);
            _endpoints.AddRange(endpoints);
            changed.Add("endpoints");
        }
        (endpoints.Count == 0 ? _withoutEndpoint : _withEndpoint).Add(row.Id);
        RecordHistory(server, view, changed);
        var names = server.Listings.Select(listing => listing.Row.NameThere).Concat(server.NewAliases).Where(name => name != row.Name && name != row.Slug && name.Length <= 512);
        _aliases.AddRange(names.Distinct(StringComparer.Ordinal).Select(name => new AliasRow { Alias = name, ServerId = row.Id }));
    }

    private void RecordHistory(ServerWork server, ServerView view, List<string> changed)
    {
        var row = server.Row;
        scope.Touch(row.Id);
        if (server.IsNew)
        {
            scope.Record(row.Id, null, ChangeKind.Added, null, null, []);
            if (view.Withdrawn) row.WithdrawnAt = scope.NowMs;
            return;
        }
        if (server.MergeChanged || (row.WithdrawnAt is not null && !view.Withdrawn)) scope.Record(row.Id, null, ChangeKind.Returned, null, null, changed);
        else if (row.WithdrawnAt is null && view.Withdrawn) scope.Record(row.Id, null, ChangeKind.Removed, null, null, changed);
        else if (changed.Count > 0) scope.Record(row.Id, null, ChangeKind.Changed, null, null, changed);
        row.WithdrawnAt = view.Withdrawn ? row.WithdrawnAt ?? scope.NowMs : null;
    }

    private async Task FlushServersAsync()
    {
        await scope.ExecuteEachAsync(
            """
            INSERT INTO servers (id, name, name_key, slug, title, description, repository, repository_subfolder, website_url, version, status, status_message, first_seen, withdrawn_at, merged_into, tools_basis, declared_by, revision)
            VALUES (@Id, @Name, @NameKey, @Slug, @Title, @Description, @Repository, @RepositorySubfolder, @WebsiteUrl, @Version, @Status, @StatusMessage, @FirstSeen, @WithdrawnAt, @MergedInto, @ToolsBasis, @DeclaredBy, 0)
            """, _inserts);
        await scope.ExecuteEachAsync("INSERT INTO checks (server_id, due_at, interval_ms, failures, pass_id) VALUES (@Id, @FirstSeen, 0, 0, 0)", _inserts);
        await scope.ExecuteEachAsync(
            """
            UPDATE servers SET name = @Name, name_key = @NameKey, title = @Title, description = @Description, repository = @Repository, repository_subfolder = @RepositorySubfolder,
                website_url = @WebsiteUrl, version = @Version, status = @Status, status_message = @StatusMessage, withdrawn_at = @WithdrawnAt, merged_into = @MergedInto
            WHERE id = @Id
            """, _updates);
        await scope.ExecuteInAsync("DELETE FROM endpoints WHERE server_id IN @ids", _endpointOwners);
        await scope.ExecuteEachAsync(
            """
            INSERT INTO endpoints (server_id, position, kind, url, package_type, package_name, package_version, details, trusted)
            VALUES (@ServerId, @Position, @Kind, @Url, @PackageType, @PackageName, @PackageVersion, @Details, @Trusted)
            """, _endpoints);
        await scope.ExecuteEachAsync(
            "INSERT INTO observations (server_id, outcome) VALUES (@Id, 'no-endpoint') ON CONFLICT (server_id) DO NOTHING", _withoutEndpoint.ConvertAll(id => new { Id = id }));
        await scope.ExecuteInAsync("DELETE FROM observations WHERE outcome = 'no-endpoint' AND server_id IN @ids", _withEndpoint);
    }

    private async Task FlushListingsAsync(List<ListingWork> listings)
    {
        var dirty = listings.FindAll(listing => listing.Dirty);
        await scope.ExecuteEachAsync(
            """
            INSERT INTO listings (id, server_id, origin_server_id, source, name_there, name_key, pinned, content, content_hash, raw_entry, first_seen, last_seen, dropped_at)
            VALUES (@Id, @ServerId, @OriginServerId, @Source, @NameThere, @NameKey, @Pinned, @Content, @ContentHash, @RawEntry, @FirstSeen, @LastSeen, @DroppedAt)
            """, dirty.FindAll(listing => listing.IsNew).ConvertAll(listing => listing.Row));
        // A listing that only moved to another server was loaded without its raw entry, which stays as it is.
        await scope.ExecuteEachAsync(
            "UPDATE listings SET server_id = @ServerId, content = @Content, content_hash = @ContentHash, raw_entry = COALESCE(@RawEntry, raw_entry), last_seen = @LastSeen, dropped_at = @DroppedAt WHERE id = @Id",
            dirty.FindAll(listing => !listing.IsNew).ConvertAll(listing => listing.Row));
        var rekeyed = dirty.FindAll(listing => listing.KeysChanged);
        await scope.ExecuteInAsync("DELETE FROM listing_keys WHERE listing_id IN @ids", rekeyed.Where(listing => !listing.IsNew).Select(listing => listing.Row.Id));
        await scope.ExecuteEachAsync(
            "INSERT INTO listing_keys (key, listing_id) VALUES (@Key, @Id)",
            rekeyed.SelectMany(listing => listing.Keys.Select(key => new { Key = key, listing.Row.Id })).ToList());
    }

    private Task FlushAliasesAsync() =>
        scope.ExecuteEachAsync("INSERT INTO aliases (alias, server_id) VALUES (@Alias, @ServerId) ON CONFLICT (alias) DO NOTHING", _aliases);

    private static bool Same(List<EndpointRow> old, List<EndpointRow> now) =>
        old.Count == now.Count && old.Zip(now).All(pair =>
            pair.First.Kind == pair.Second.Kind && pair.First.Url == pair.Second.Url && pair.First.PackageType == pair.Second.PackageType
            && pair.First.PackageName == pair.Second.PackageName && pair.First.PackageVersion == pair.Second.PackageVersion
            && pair.First.Details == pair.Second.Details && pair.First.Trusted == pair.Second.Trusted);
}
