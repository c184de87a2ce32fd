using Catalogue.Crawler.Model;

namespace Catalogue.Crawler.Sources;

/// <summary>
/// When two listings are one server: when they share a key. The keys are the registry name; each package with the arguments that
/// choose a server, unless it is a wrapper; each remote URL on a public host; the repository with a subfolder when both are named.
/// A repository alone is never a key: hundreds of listed servers share one. Pure; the keys are stable texts to be stored and indexed.
/// </summary>
public sealed class ServerIdentity(IdentityWords words)
{
    /// <summary>The word lists in force.</summary>
    public IdentityWords Words { get; } = words;

    /// <summary>The rule with the built-in word lists.</summary>
    public static ServerIdentity Default { get; } = new(IdentityWords.Default);

    /// <summary>
    /// The keys of a listing, without duplicates, strongest first (<c>name:…</c>, <c>package:…</c>, <c>remote:…</c>,
    /// <c>folder:…</c>). Empty when nothing in it identifies a server: then it is one only within its own source, by its name there.
    /// </summary>
    public IReadOnlyList<string> KeysOf(DiscoveredServer server)
    {
        var keys = new List<string>();
        if (server.IsRegistryName) keys.Add($"name:{server.Name.Trim().ToLowerInvariant()}");
        foreach (var key in OwnPackages(server)) Add(keys, key);
        foreach (var key in RemoteKeys.KeysOf(server.Endpoints.Select(static endpoint => endpoint.Url))) Add(keys, key);
        Add(keys, RepositoryKeys.KeyOf(server.Repository, server.RepositorySubfolder));
        return keys;
    }

    /// <summary>
    /// A listing that names several packages of one registry names examples and companions among them: then only one that goes by
    /// the listing's own name speaks for it.
    /// </summary>
    private IEnumerable<string> OwnPackages(DiscoveredServer server)
    {
        var keyed = server.Endpoints
            .Select(endpoint => (Endpoint: endpoint, Key: PackageKeys.KeyOf(endpoint, Words)))
            .Where(static pair => pair.Key is not null);
        foreach (var group in keyed.GroupBy(static pair => pair.Endpoint.PackageType, StringComparer.OrdinalIgnoreCase))
        {
            var several = group.Select(static pair => PackageKeys.Normalise(pair.Endpoint.PackageType, pair.Endpoint.PackageName!)).Distinct().Count() > 1;
            foreach (var (endpoint, key) in group)
            {
                if (!several || PackageKeys.GoesByNameOf(endpoint.PackageName!, server.Name)) yield return key!;
            }
        }
    }

    private static void Add(List<string> keys, string? key)
    {
        if (key is not null && !keys.Contains(key)) keys.Add(key);
    }
}
