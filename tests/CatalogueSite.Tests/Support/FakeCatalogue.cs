using System.IO.Compression;
using System.Text;
using Catalogue.Site.Publishing;
using Catalogue.Site.Search;

namespace Catalogue.Site.Tests.Support;

/// <summary>A published generation that lies in memory, with a real search index.</summary>
internal sealed class FakeCatalogue : IPublishedCatalogue, ICatalogueAccessor, IDisposable
{
    private readonly List<AssessedServer> _servers;
    private readonly string _folder = Directory.CreateTempSubdirectory("fake-catalogue-").FullName;

    private FakeCatalogue(IEnumerable<AssessedServer> servers) => _servers = [.. servers.OrderBy(server => server.Record.Slug, StringComparer.Ordinal)];

    public ISearchIndex Search { get; private set; } = null!;

    public CatalogueStats Stats { get; set; } = null!;

    /// <summary>What readers see; set to null to play "nothing published yet".</summary>
    public IPublishedCatalogue? Current { get; set; }

    public static async Task<FakeCatalogue> CreateAsync(params AssessedServer[] servers)
    {
        var fake = new FakeCatalogue(servers);
        var present = fake._servers.SelectMany(server => server.PresentTools).ToList();
        fake.Stats = new CatalogueStats(
            fake._servers.Count,
            present.Count,
            present.GroupBy(tool => tool.Verdict.Category).ToDictionary(group => group.Key, group => group.Count()),
            present.GroupBy(tool => tool.Verdict.Risk).ToDictionary(group => group.Key, group => group.Count()),
            fake._servers.GroupBy(server => server.Record.Observation.Outcome).ToDictionary(group => group.Key, group => group.Count()),
            new Dictionary<string, int>(),
            7,
            new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero),
            "sha256:rules");
        var writer = SearchEngine.CreateWriter();
        var path = Path.Combine(fake._folder, "index");
        await writer.BuildAsync(path, fake._servers.ToAsyncEnumerable(), default);
        fake.Search = writer.Open(path);
        fake.Current = fake;
        return fake;
    }

    public AssessedServer? FindServer(string nameOrSlug) => _servers.FirstOrDefault(server =>
        server.Record.Name == nameOrSlug || server.Record.Slug.Equals(nameOrSlug, StringComparison.OrdinalIgnoreCase) || server.Record.Aliases.Contains(nameOrSlug));

    public IReadOnlyList<ServerSummary> ListServers(string? afterSlug, int limit) =>
    [
        .. _servers.Where(server => afterSlug is null || string.CompareOrdinal(server.Record.Slug, afterSlug) > 0)
            .Take(limit)
            .Select(server => new ServerSummary(server.Record.Name, server.Record.Slug, server.Record.Title, server.Risk, server.Record.Observation.Outcome,
                server.PresentTools.Count(), server.Record.Observation.LastGoodAt, server.Record.Revision, server.Record.WithdrawnAt is not null)),
    ];

    public IReadOnlyList<PublishedChange> ListChanges(long? beforeId, int limit) =>
    [
        .. _servers.SelectMany(server => server.Record.History.Select(entry => (server, entry)))
            .Where(pair => beforeId is null || pair.entry.Id < beforeId)
            .OrderByDescending(pair => pair.entry.Id)
            .Take(limit)
            .Select(pair =>
            {
                var tool = pair.server.Tools.FirstOrDefault(candidate => candidate.Record.Name == pair.entry.Tool);
                return new PublishedChange(pair.entry, pair.server.Record.Slug, pair.server.Record.Name, tool?.Record.Slug, tool?.Verdict);
            }),
    ];

    public IReadOnlyDictionary<string, AttackReach> AttackReach { get; } = new Dictionary<string, AttackReach> { ["tool-poisoning"] = new(2, 3) };

    public Stream OpenDump()
    {
        var memory = new MemoryStream();
        using (var gzip = new GZipStream(memory, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(Encoding.UTF8.GetBytes("{\"kind\":\"server\"}\n"));
        memory.Position = 0;
        return memory;
    }

    public void Dispose()
    {
        Search.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
