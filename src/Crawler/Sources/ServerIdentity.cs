using Catalogue.Crawler.Model;

namespace Catalogue.Crawler.Sources;

/// <summary>
/// When two listings are one server: when they share a key. The keys are the registry name; each package with the arguments that
/// choose a server, unless it is a wrapper; each remote URL on a public host; the repository with a subfolder when both are named.
/// A repository alone is never a key: hundreds of listed servers share one. Pure; the keys are stable texts to be stored and indexed.
/// </summary>
public sealed class ServerIdentity(IdentityWords words)
{
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
        foreach (var endpoint in OwnPackages(server)) Add(keys, PackageKeys.KeyOf(endpoint, words));
        foreach (var endpoint in server.Endpoints) Add(keys, RemoteKeys.KeyOf(endpoint.Url));
        Add(keys, RepositoryKeys.KeyOf(server.Repository, server.RepositorySubfolder));
        return keys;
    }

    /// <summary>
    /// A listing that names several packages of one registry names examples and companions among them: then only one that goes by
    /// the listing's own name speaks for it.
    /// </summary>
    private static IEnumerable<Endpoint> OwnPackages(DiscoveredServer server)
    {
        foreach (var group in server.Endpoints.Where(static e => e is { Kind: EndpointKind.Package, PackageName: not null }).GroupBy(static e => e.PackageType))
        {
            var distinct = group.Select(static e => PackageKeys.Normalise(e.PackageType, e.PackageName!)).Distinct(StringComparer.Ordinal).Count();
            foreach (var endpoint in group)
            {
                if (distinct == 1 || PackageKeys.GoesByNameOf(endpoint.PackageName!, server.Name)) yield return endpoint;
            }
        }
    }

    private static void Add(List<string> keys, string? key)
    {
        if (key is not null && !keys.Contains(key)) keys.Add(key);
    }
}
