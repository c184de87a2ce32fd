using System.Diagnostics;
using System.Globalization;
using Catalogue.Crawler.Storage;
using Catalogue.TestSupport.Crawls;
using Catalogue.TestSupport.Postgres;

namespace Catalogue.Benchmarks;

/// <summary>A crawl of thousands of loopback servers by the program itself, twice, beside a bare loop of the same requests.</summary>
internal static class CrawlBenchmark
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(20);

    /// <summary>Runs it: <c>benchmarks crawl [servers] [sqlite|postgres]</c>; on PostgreSQL two workers share the pass.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var servers = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 5_000;
        var postgres = args.Length > 1 && args[1] == "postgres";
        await using var farm = await CrawlFarm.StartAsync(servers, servers * 6);
        var folder = Directory.CreateTempSubdirectory("catalogue-crawl-");
        var cluster = new PostgresCluster();
        try
        {
            if (postgres) await cluster.InitializeAsync();
            var database = postgres ? await cluster.CreateDatabaseAsync() : null;
            Console.WriteLine($"{servers:N0} servers, {servers * 6:N0} tools on loopback; {(postgres ? "PostgreSQL, two workers" : "SQLite")}. The farm runs in a process of its own.");
            var floor = await BareAsync(farm, servers);
            var first = await PassAsync("first pass", farm, folder.FullName, database, workers: postgres ? 2 : 1);
            var before = await StateAsync(database, folder.FullName);
            var second = await PassAsync("second pass", farm, folder.FullName, database, workers: postgres ? 2 : 1);
            var after = await StateAsync(database, folder.FullName);
            Console.WriteLine($"ratio of the first pass to the bare loop: {first.Wall / floor.Wall:0.0} (time), {first.Processor / floor.Processor:0.0} (processor)");
            Console.WriteLine($"the second pass changed {(before == after ? "nothing but check times" : $"something: {before} became {after}")}; seconds {second.Wall:0.0}");
            return before == after ? 0 : 1;
        }
        finally
        {
            await cluster.DisposeAsync();
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The farm alone, to crawl it by hand or under a profiler: <c>benchmarks crawl-farm [servers]</c>; ends with its standard input.</summary>
    public static async Task<int> RunFarmAsync(string[] args)
    {
        var servers = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 5_000;
        await using var farm = await CrawlFarm.StartAsync(servers, servers * 6);
        Console.WriteLine($"catalogue crawl --source {farm.Registry.AbsoluteUri} --allow-network 127.0.0.0/8");
        await Console.In.ReadToEndAsync();
        return 0;
    }

    /// <summary>The bare loop, in a process of its own: <c>benchmarks crawl-bare FIRST-URL SERVERS</c>.</summary>
    public static async Task<int> RunBareAsync(string[] args)
    {
        var servers = int.Parse(args[1], CultureInfo.InvariantCulture);
        using var client = new HttpClient();
        await Parallel.ForEachAsync(Enumerable.Range(0, servers), new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (i, token) =>
            await InspectBenchmark.AskBareAsync(client, new Uri(new Uri(args[0]), $"/{i.ToString(CultureInfo.InvariantCulture)}/mcp"), token));
        return 0;
    }

    private static async Task<(double Wall, double Processor)> BareAsync(CrawlFarm farm, int servers)
    {
        using var process = CatalogueProcess.StartProgram(null, Path.Combine(AppContext.BaseDirectory, "benchmarks.dll"), "crawl-bare", farm.Farm.Url(0).AbsoluteUri, servers.ToString(CultureInfo.InvariantCulture));
        var run = await process.EndAsync(Patience);
        Console.WriteLine($"bare loop:   {run.Wall.TotalSeconds,6:0.0} s, {run.Processor,6:0.0} s of processor, {run.Megabytes} MB");
        return (run.Wall.TotalSeconds, run.Processor);
    }

    private static async Task<(double Wall, double Processor)> PassAsync(string what, CrawlFarm farm, string folder, string? database, int workers)
    {
        var requests = farm.Farm.Servers.Select(server => server.Requests).ToList();
        var watch = Stopwatch.StartNew();
        var processes = Enumerable.Range(0, workers).Select(_ => CatalogueProcess.Start(
            database, "crawl", "--source", farm.Registry.AbsoluteUri, "--allow-network", "127.0.0.0/8", "--data", folder)).ToList();
        var runs = await Task.WhenAll(processes.Select(process => process.EndAsync(Patience)));
        var wall = watch.Elapsed.TotalSeconds;
        foreach (var run in runs)
        {
            Console.WriteLine($"{what}: {run.Wall.TotalSeconds,6:0.0} s, {run.Processor,6:0.0} s of processor, {run.Megabytes} MB, exit {run.ExitCode}");
            if (run.ExitCode != 0) Console.WriteLine(run.Errors);
        }
        var asked = farm.Farm.Servers.Select((server, i) => server.Requests - requests[i]).GroupBy(count => count).OrderBy(group => group.Key);
        Console.WriteLine($"  requests a server: {string.Join(", ", asked.Select(group => $"{group.Key} at {group.Count():N0}"))}; in all {wall:0.0} s");
        processes.ForEach(process => process.Dispose());
        return (wall, runs.Sum(run => run.Processor));
    }

    private static async Task<string> StateAsync(string? database, string folder)
    {
        using var store = await CatalogueStore.OpenAsync(DatabaseAddress.Parse(database, folder));
        var history = await store.ReadHistoryAsync(1, default);
        var (servers, tools) = (0, 0);
        await foreach (var server in store.ReadServersAsync(0, default)) (servers, tools) = (servers + 1, tools + server.Tools.Count(tool => tool.RemovedAt is null));
        return $"revision {await store.GetRevisionAsync(default)}, history {history.FirstOrDefault()?.Id}, {servers} servers, {tools} tools";
    }
}
