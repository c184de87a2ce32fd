using System.Text;
using Catalogue.Classifier.Model;
using Catalogue.Crawler.Inspection;
using Catalogue.Crawler.Model;
using Catalogue.Crawler.Storage;
using Catalogue.TestSupport.Postgres;

namespace Catalogue.Crawler.Tests.Storage;

/// <summary>A store on a database of its own, with a clock that the test moves, and short ways to write to it.</summary>
public sealed class StoreFixture : IDisposable
{
    private readonly Action _cleanUp;

    private StoreFixture(CatalogueStore store, ManualClock clock, Action cleanUp)
    {
        Store = store;
        Clock = clock;
        _cleanUp = cleanUp;
    }

    public CatalogueStore Store { get; }

    public ManualClock Clock { get; }

    public static async Task<StoreFixture> OpenAsync(DatabaseAddress address, Action? cleanUp = null)
    {
        var clock = new ManualClock();
        var store = await CatalogueStore.OpenAsync(address, new StoreOptions { Time = clock });
        return new StoreFixture(store, clock, cleanUp ?? (() => { }));
    }

    public static Task<StoreFixture> OnSqliteAsync()
    {
        var folder = new TemporaryFolder();
        return OpenAsync(DatabaseAddress.Parse(null, folder.Path), folder.Dispose);
    }

    public static async Task<StoreFixture> OnPostgresAsync(PostgresCluster cluster) =>
        await OpenAsync(DatabaseAddress.Parse(await cluster.CreateDatabaseAsync(), "unused"));

    public static DiscoveredServer Listed(string name, string source = "registry", string? package = null, string? url = null, bool isRegistryName = true, string? description = null) => new()
    {
        Source = source,
        Name = name,
        IsRegistryName = isRegistryName,
        Description = description,
        Endpoints =
        [
            .. package is null ? Array.Empty<Endpoint>() : [new Endpoint { Kind = EndpointKind.Package, PackageType = "npm", PackageName = package }],
            .. url is null ? Array.Empty<Endpoint>() : [new Endpoint { Kind = EndpointKind.StreamableHttp, Url = url }],
        ],
        RawEntry = Encoding.UTF8.GetBytes($"{{\"name\":\"{name}\"}}"),
    };

    public static ToolDefinition Tool(string name, string? description = null, string? schema = null) => new()
    {
        Name = name,
        Description = description,
        InputSchema = schema is null ? default : Encoding.UTF8.GetBytes(schema),
    };

    public static InspectionResult Answer(params ToolDefinition[] tools) => Answer(Outcome.Observed, tools);

    public static InspectionResult Answer(Outcome outcome, params ToolDefinition[] tools) =>
        new(new Observation { Outcome = outcome, How = "streamable-http", ProtocolVersion = "2025-11-25", ServerVersion = "1.0", Instructions = "Be careful.", Duration = TimeSpan.FromMilliseconds(12) }, tools);

    public static InspectionResult Failure(Outcome outcome, string reason) => new(new Observation { Outcome = outcome, Reason = reason }, []);

    public async Task<long> UpsertAsync(DiscoveredServer server) => (await Store.UpsertDiscoveredAsync([server], default)).ServerIds[0];

    public async Task<ServerRecord> ReadAsync(long id) => (await ReadAllAsync()).Single(server => server.Id == id);

    public async Task<List<ServerRecord>> ReadAllAsync(long since = 0)
    {
        var result = new List<ServerRecord>();
        await foreach (var server in Store.ReadServersAsync(since, default)) result.Add(server);
        return result;
    }

    public void Dispose()
    {
        Store.Dispose();
        _cleanUp();
    }
}
