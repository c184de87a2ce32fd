using System.Collections.Concurrent;
using Catalogue.Crawler.Inspection;
using Catalogue.Crawler.Jobs;
using Catalogue.Crawler.Model;
using Catalogue.Crawler.Sources;
using Catalogue.Crawler.Storage;
using static Catalogue.Crawler.Tests.Storage.StoreFixture;

namespace Catalogue.Crawler.Tests.Jobs;

/// <summary>A worker of the crawler on a SQLite database of its own, with Quartz as in the product.</summary>
internal sealed class CrawlBench : IAsyncDisposable, IProgress<CrawlEvent>
{
    private readonly InspectionGate _gate;

    private CrawlBench(CatalogueStore store, QuartzJobScheduler scheduler, IServerInspector inspector, InspectionGate gate)
    {
        Store = store;
        Scheduler = scheduler;
        _gate = gate;
        Session = new CrawlSession(store, inspector, scheduler, gate);
    }

    public CatalogueStore Store { get; }

    public QuartzJobScheduler Scheduler { get; }

    public CrawlSession Session { get; }

    public ConcurrentQueue<CrawlEvent> Events { get; } = new();

    public static async Task<CrawlBench> StartAsync(string folder, IServerInspector inspector, InspectionGate? gate = null)
    {
        var address = DatabaseAddress.Parse(null, folder);
        var store = await CatalogueStore.OpenAsync(address);
        var bench = new CrawlBench(store, new QuartzJobScheduler(address, folder), inspector, gate ?? new InspectionGate());
        await bench.Scheduler.StartAsync(default);
        return bench;
    }

    public static List<DiscoveredServer> Servers(int count, string source = "list") =>
        [.. Enumerable.Range(0, count).Select(i => Listed($"io.example/server-{i}", source, url: $"https://server-{i}.example/mcp"))];

    public Task<CrawlPass> RunAsync(IServerSource source, bool onlyDue = false, int? limit = null, CancellationToken cancellationToken = default) =>
        Session.RunPassAsync(new CrawlOptions { Sources = [new CrawlSource(source, Explicit: true)], OnlyDue = onlyDue, Limit = limit }, this, cancellationToken);

    public async Task<List<ServerRecord>> ReadAllAsync()
    {
        var result = new List<ServerRecord>();
        await foreach (var server in Store.ReadServersAsync(0, default)) result.Add(server);
        return result;
    }

    public void Report(CrawlEvent value) => Events.Enqueue(value);

    public async ValueTask DisposeAsync()
    {
        await Scheduler.DisposeAsync();
        await Session.DisposeAsync();
        _gate.Dispose();
        Store.Dispose();
    }
}
