using System.Security.Cryptography;
using System.Text.Json;
using Catalogue.Classifier.Text;
using Catalogue.Crawler.Model;

namespace Catalogue.Crawler.Storage;

/// <summary>What one source says of a server, as it is kept with the listing: all that is needed to merge and to part again.</summary>
internal sealed record ListingContent
{
    public bool IsRegistryName { get; init; }

    /// <summary>The name of the package that the server is known by, or null.</summary>
    public string? PackageName { get; init; }

    public string? Title { get; init; }

    public string? Description { get; init; }

    public string? Repository { get; init; }

    public string? RepositorySubfolder { get; init; }

    public string? WebsiteUrl { get; init; }

    public string? Version { get; init; }

    public ServerStatus Status { get; init; }

    public string? StatusMessage { get; init; }

    public IReadOnlyList<Endpoint> Endpoints { get; init; } = [];

    /// <summary>3 for a registry's name, 2 for a package, 1 for any other: whose words count first.</summary>
    public int Rank => IsRegistryName ? 3 : PackageName is not null ? 2 : 1;

    public static ListingContent From(DiscoveredServer server, IdentityKeys keys) => new()
    {
        IsRegistryName = server.IsRegistryName,
        PackageName = keys.PackageName,
        Title = server.Title,
        Description = server.Description,
        Repository = server.Repository,
        RepositorySubfolder = server.RepositorySubfolder,
        WebsiteUrl = server.WebsiteUrl,
        Version = server.Version,
        Status = server.Status,
        StatusMessage = server.StatusMessage,
        Endpoints = server.Endpoints,
    };

    public string ToJson() => JsonSerializer.Serialize(this, StorageJson.Default.ListingContent);

    public static ListingContent Parse(string json) => JsonSerializer.Deserialize(json, StorageJson.Default.ListingContent)!;

    /// <summary>A hash over everything in a listing whose change matters: content, keys, raw entry, declared tools.</summary>
    public static byte[] Hash(string json, IdentityKeys keys, DiscoveredServer server)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(System.Text.Encoding.UTF8.GetBytes(json));
        foreach (var key in keys.Keys)
        {
            hash.AppendData([0]);
            hash.AppendData(System.Text.Encoding.UTF8.GetBytes(key));
        }
        hash.AppendData([1]);
        if (server.RawEntry is { } raw) hash.AppendData(raw.Span);
        foreach (var tool in server.DeclaredTools ?? []) hash.AppendData(System.Text.Encoding.UTF8.GetBytes(DefinitionHash.Compute(tool)));
        return hash.GetHashAndReset();
    }
}
