using System.IO.Compression;
using System.Text.Json;
using Catalogue.Crawler.Model;
using Catalogue.TestSupport;

namespace Catalogue.Crawler.Tests.Sources;

/// <summary>The listed servers of the measuring corpus as the crawler would have discovered them.</summary>
internal static class CorpusServers
{
    public static IReadOnlyList<DiscoveredServer> Read()
    {
        using var file = File.OpenRead(Corpus.File("servers.jsonl.gz")!);
        using var text = new StreamReader(new GZipStream(file, CompressionMode.Decompress));
        var servers = new List<DiscoveredServer>();
        while (text.ReadLine() is { } line)
        {
            using var json = JsonDocument.Parse(line);
            servers.Add(Convert(json.RootElement));
        }
        return servers;
    }

    private static DiscoveredServer Convert(JsonElement row)
    {
        var source = Text(row, "source")!;
        var name = Text(row, "name") ?? Text(row, "server_key")!;
        return new DiscoveredServer
        {
            Source = source,
            Name = name,
            IsRegistryName = source.Contains("modelcontextprotocol", StringComparison.Ordinal) && source.Contains("registry", StringComparison.Ordinal) && name.Count('/') == 1,
            Title = Text(row, "title"),
            Repository = Text(row, "repository"),
            RepositorySubfolder = Text(row, "repository_subdir"),
            Endpoints = [.. Items(row, "packages").Select(Package), .. Items(row, "remotes").Select(Remote)],
        };
    }

    private static Endpoint Package(JsonElement package) => new()
    {
        Kind = EndpointKind.Package,
        PackageType = Text(package, "registry"),
        PackageName = Text(package, "identifier"),
        PackageVersion = Text(package, "version"),
    };

    private static Endpoint Remote(JsonElement remote) => new()
    {
        Kind = Text(remote, "type") == "sse" ? EndpointKind.Sse : EndpointKind.StreamableHttp,
        Url = Text(remote, "url"),
    };

    private static IEnumerable<JsonElement> Items(JsonElement row, string name) =>
        row.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : [];

    private static string? Text(JsonElement row, string name) =>
        row.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
