using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Catalogue.TestSupport.Registries;
using Catalogue.TestSupport.Zoo;

namespace Catalogue.TestSupport.Crawls;

/// <summary>A registry and the servers that it lists, on loopback, speaking their real protocols.</summary>
public sealed class CrawlFarm : IAsyncDisposable
{
    private const int PageSize = 100;
    private readonly FakeSite _registry;

    private CrawlFarm(ServerFarm farm, FakeSite registry)
    {
        Farm = farm;
        _registry = registry;
    }

    /// <summary>The servers.</summary>
    public ServerFarm Farm { get; }

    /// <summary>The registry's address: what <c>--source</c> takes.</summary>
    public Uri Registry => _registry.Url;

    /// <summary>How the registry calls a server.</summary>
    public static string NameOf(int server) => string.Create(CultureInfo.InvariantCulture, $"io.farm/server-{server}");

    /// <summary>Starts a farm of servers with tools between them: those of the measuring corpus, or made-up ones where it is absent.</summary>
    public static async Task<CrawlFarm> StartAsync(int servers, int tools)
    {
        var definitions = CorpusTools();
        var farm = definitions.Count == 0
            ? await ServerFarm.StartAsync(servers, tools)
            : await ServerFarm.StartAsync([.. Enumerable.Range(0, servers).Select(i => new FarmServer(NameOf(i), Pick(definitions, i, servers, tools)))]);
        return new CrawlFarm(farm, await FakeSite.StartAsync(request => Page(farm, request)));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _registry.DisposeAsync();
        await Farm.DisposeAsync();
    }

    // A server's tools must have names of their own; the corpus is gone through again where it is too short.
    private static List<string> Pick(List<(string Name, string Json)> definitions, int server, int servers, int tools)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var count = (tools / servers) + (server < tools % servers ? 1 : 0);
        var picked = new List<string>(count);
        for (var i = server * (tools / servers); picked.Count < count; i++)
        {
            var (name, json) = definitions[i % definitions.Count];
            if (names.Add(name)) picked.Add(json);
        }
        return picked;
    }

    private static List<(string Name, string Json)> CorpusTools()
    {
        if (Corpus.File("tools.jsonl.gz") is not { } path || !File.Exists(path)) return [];
        var result = new List<(string, string)>();
        using var lines = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        while (lines.ReadLine() is { } line)
        {
            using var entry = JsonDocument.Parse(line);
            var name = entry.RootElement.GetProperty("tool").GetString()!;
            var members = new List<string> { $"\"name\":{JsonSerializer.Serialize(name)}" };
            if (entry.RootElement.TryGetProperty("description", out var description)) members.Add($"\"description\":{description.GetRawText()}");
            members.Add($"\"inputSchema\":{(entry.RootElement.TryGetProperty("input_schema", out var schema) && schema.ValueKind == JsonValueKind.Object ? schema.GetRawText() : "{\"type\":\"object\"}")}");
            if (entry.RootElement.TryGetProperty("annotations", out var annotations) && annotations.ValueKind == JsonValueKind.Object) members.Add($"\"annotations\":{annotations.GetRawText()}");
            result.Add((name, $"{{{string.Join(',', members)}}}"));
        }
        return result;
    }

    private static FakeAnswer Page(ServerFarm farm, FakeRequest request)
    {
        if (request.Path != "/v0.1/servers") return new FakeAnswer { Status = 404 };
        var first = request.Query.TryGetValue("cursor", out var cursor) && cursor.Length > 0 ? int.Parse(cursor, CultureInfo.InvariantCulture) : 0;
        var last = Math.Min(farm.Servers.Count, first + PageSize);
        var json = new StringBuilder("{\"servers\":[");
        for (var i = first; i < last; i++)
        {
            if (i > first) json.Append(',');
            json.Append(CultureInfo.InvariantCulture, $$$$"""{"server":{"$schema":"https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json","name":"{{{{NameOf(i)}}}}","description":"Server {{{{i}}}} of the farm","version":"1.0.0","remotes":[{"type":"streamable-http","url":"{{{{farm.Url(i)}}}}"}]},"_meta":{"io.modelcontextprotocol.registry/official":{"status":"active","publishedAt":"2026-01-01T00:00:00Z","updatedAt":"2026-01-01T00:00:00Z","isLatest":true}}}""");
        }
        var next = last < farm.Servers.Count ? $"\"nextCursor\":\"{last.ToString(CultureInfo.InvariantCulture)}\"," : "";
        json.Append(CultureInfo.InvariantCulture, $"],\"metadata\":{{{next}\"count\":{last - first}}}}}");
        return new FakeAnswer { Body = Encoding.UTF8.GetBytes(json.ToString()), ContentType = "application/json" };
    }
}
