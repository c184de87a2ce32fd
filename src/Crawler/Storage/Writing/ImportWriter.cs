using Catalogue.Crawler.Model;
using Catalogue.Crawler.Sources;
using Catalogue.Crawler.Storage.Rows;

namespace Catalogue.Crawler.Storage.Writing;

/// <summary>Takes the operator's declared definitions: to the server they name, or to a new one.</summary>
internal sealed class ImportWriter(WriteScope scope, ServerIdentity identity)
{
    /// <summary>The source under which imported servers are listed.</summary>
    public const string Source = "import";

    public async Task<ImportResult> WriteAsync(IReadOnlyList<DeclaredServer> batch)
    {
        var owners = await FindAsync([.. batch.Select(server => server.Name)]);
        var listed = await ListedAsync([.. owners.Values.Distinct()]);
        var discovered = batch.Select(ToDiscovered).ToList();
        var keys = await FreeKeysAsync(discovered);
        var pending = discovered.Select((server, index) => PendingListing.FromImport(server, keys[index], Pin(server.Name, owners, listed))).ToList();
        var discovery = new DiscoveryWriter(scope);
        var result = await discovery.WriteAsync(pending, always: true);
        var counts = discovery.Declarations.Total;
        return new ImportResult
        {
            Servers = result.ServerIds.Distinct().Count(),
            NewServers = result.Added,
            Added = counts.Added,
            Updated = counts.Updated,
            Unchanged = counts.Unchanged,
            KeptObserved = counts.KeptObserved,
            ServerIds = result.ServerIds,
        };
    }

    /// <summary>Removes the declared tools of these servers that <paramref name="keep"/> does not name.</summary>
    public async Task<int> RemoveOthersAsync(IReadOnlyCollection<long> serverIds, Func<long, string, bool> keep)
    {
        var removed = 0;
        var rows = await scope.QueryInAsync<ToolRow, long>(
            "SELECT server_id, slug, name, definition_hash, removed_at, declared FROM tools WHERE removed_at IS NULL AND declared = 1 AND server_id IN @ids", serverIds);
        var gone = rows.FindAll(row => !keep(row.ServerId, StoredText.Decode(row.Name)!));
        foreach (var row in gone)
        {
            scope.Record(row.ServerId, StoredText.Decode(row.Name), ChangeKind.Removed, row.DefinitionHash, null, []);
            row.RemovedAt = scope.NowMs;
            removed++;
        }
        await scope.ExecuteEachAsync("UPDATE tools SET removed_at = @RemovedAt WHERE server_id = @ServerId AND slug = @Slug", gone);
        return removed;
    }

    /// <summary>The servers that go by these names: canonical names first, then slugs, then aliases.</summary>
    public async Task<Dictionary<string, long>> FindAsync(IReadOnlyCollection<string> names)
    {
        var result = new Dictionary<string, long>(StringComparer.Ordinal);
        var byKey = names.Distinct(StringComparer.Ordinal).ToLookup(IdentityKeys.Shorten, StringComparer.Ordinal);
        var keys = byKey.Select(group => group.Key).ToList();
        Take(await scope.QueryInAsync<NamedRow, string>("SELECT name_key AS name, id FROM servers WHERE merged_into IS NULL AND name_key IN @ids ORDER BY id", keys));
        Take(await scope.QueryInAsync<NamedRow, string>("SELECT slug AS name, id FROM servers WHERE merged_into IS NULL AND slug IN @ids", keys));
        Take(await scope.QueryInAsync<NamedRow, string>("SELECT alias AS name, server_id AS id FROM aliases WHERE alias IN @ids", keys));
        return result;

        void Take(List<NamedRow> rows)
        {
            foreach (var row in rows)
            {
                foreach (var name in byKey[row.Name]) result.TryAdd(name, row.Id);
            }
        }
    }

    // Two names that an import tells apart are two servers, even where they name one package: the first name keeps the package.
    private async Task<List<IReadOnlyList<string>>> FreeKeysAsync(List<DiscoveredServer> servers)
    {
        var keys = servers.ConvertAll(server => IdentityKeys.Of(server, identity).Keys);
        var rows = await scope.QueryInAsync<KeyRow, string>(
            "SELECT k.key, l.name_key FROM listing_keys k JOIN listings l ON l.id = k.listing_id WHERE l.source = 'import' AND k.key IN @ids", keys.SelectMany(list => list).Distinct(StringComparer.Ordinal));
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var row in rows) owners.TryAdd(row.Key, row.NameKey);
        return [.. keys.Select((list, index) =>
        {
            var name = IdentityKeys.Shorten(servers[index].Name);
            return (IReadOnlyList<string>)[.. list.Where(key => owners.TryAdd(key, name) || owners[key] == name)];
        })];
    }

    // A server that only an import made is found again by its listing; only one that others list is named by the operator.
    private async Task<HashSet<long>> ListedAsync(List<long> serverIds) =>
        [.. await scope.QueryInAsync<long, long>("SELECT DISTINCT server_id FROM listings WHERE source <> 'import' AND server_id IN @ids", serverIds)];

    private static long? Pin(string name, Dictionary<string, long> owners, HashSet<long> listed) =>
        owners.TryGetValue(name, out var id) && listed.Contains(id) ? id : null;

    private static DiscoveredServer ToDiscovered(DeclaredServer server) => new()
    {
        Source = Source,
        Name = server.Name,
        Title = server.Title,
        Repository = server.Repository,
        Endpoints = PackageOf(server.Package) is { } endpoint ? [endpoint] : [],
        DeclaredTools = server.Tools,
    };

    // "npm:name" or "npm:name@1.2.3"; what says no registry names no package.
    private static Endpoint? PackageOf(string? package)
    {
        if (package is null || package.IndexOf(':', StringComparison.Ordinal) is not (> 0 and var colon)) return null;
        var name = package[(colon + 1)..];
        var at = name.LastIndexOf('@');
        var version = at > 0 ? name[(at + 1)..] : null;
        return new Endpoint { Kind = EndpointKind.Package, PackageType = package[..colon].ToLowerInvariant(), PackageName = at > 0 ? name[..at] : name, PackageVersion = version };
    }

    private sealed class KeyRow
    {
        public string Key { get; set; } = "";

        public string NameKey { get; set; } = "";
    }

    private sealed class NamedRow
    {
        public string Name { get; set; } = "";

        public long Id { get; set; }
    }
}
