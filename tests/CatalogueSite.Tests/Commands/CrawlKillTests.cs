using Catalogue.Crawler.Model;
using Catalogue.Crawler.Storage;
using Catalogue.TestSupport.Crawls;
using Catalogue.TestSupport.Postgres;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Catalogue.Site.Tests.Commands;

/// <summary>The program, killed as <c>kill -9</c> does in the middle of a crawl: nothing is lost, nothing doubled.</summary>
public sealed class CrawlKillTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public Task Five_kills_in_the_middle_of_a_crawl_lose_nothing_and_double_nothing() => KillAsync(kills: 5, servers: 600);

    [Fact]
    [Trait("Category", "Soak")]
    public Task Fifty_kills_in_the_middle_of_a_crawl_lose_nothing_and_double_nothing() => KillAsync(kills: 50, servers: 3000);

    [PostgresFact]
    [Trait("Category", "Soak")]
    public async Task Of_two_workers_that_share_a_pass_one_is_killed_the_other_finishes_and_a_third_program_serves()
    {
        const int Servers = 5000;
        var cluster = new PostgresCluster();
        await cluster.InitializeAsync();
        await using var farm = await CrawlFarm.StartAsync(Servers, Servers * 3);
        var folder = Directory.CreateTempSubdirectory("catalogue-workers-");
        try
        {
            var database = await cluster.CreateDatabaseAsync();
            var site = new Uri($"http://127.0.0.1:{FreePort()}");
            var siteFolder = folder.CreateSubdirectory("site").FullName;
            using var first = Start(farm, folder.FullName, database);
            await UntilAsync(farm, Servers * 3 / 10);
            using var third = CatalogueProcess.Start(database, "serve", "--urls", site.AbsoluteUri, "--data", siteFolder);
            await SiteSaysAsync(new Uri(site, "/healthz"), "");
            using var second = Start(farm, folder.FullName, database);
            await UntilAsync(farm, Servers * 8 / 10);
            first.Kill();
            var run = await second.EndAsync(Patience);
            run.ExitCode.ShouldBe(0, run.Errors);
            using var store = await CatalogueStore.OpenAsync(DatabaseAddress.Parse(database, folder.FullName));
            await CheckAsync(store, Servers, Servers * 3);
            // Only what the killed worker had in its hands was asked again.
            farm.Farm.Servers.Count(server => server.Requests > 2).ShouldBeLessThan(500);
            using var publishing = CatalogueProcess.Start(database, "publish", "--data", siteFolder);
            (await publishing.EndAsync(Patience)).ExitCode.ShouldBe(0);
            await SiteSaysAsync(new Uri(site, "/api/v1/stats"), $"\"servers\":{Servers}");
        }
        finally
        {
            await cluster.DisposeAsync();
            folder.Delete(recursive: true);
        }
    }

    [PostgresFact]
    public async Task Two_workers_share_a_pass_and_ask_no_server_twice()
    {
        const int Servers = 400;
        var cluster = new PostgresCluster();
        await cluster.InitializeAsync();
        await using var farm = await CrawlFarm.StartAsync(Servers, Servers * 2);
        var folder = Directory.CreateTempSubdirectory("catalogue-workers-");
        try
        {
            var database = await cluster.CreateDatabaseAsync();
            using (var store = await CatalogueStore.OpenAsync(DatabaseAddress.Parse(database, folder.FullName))) (await store.GetRevisionAsync(default)).ShouldBe(0);
            using var first = Start(farm, folder.FullName, database);
            using var second = Start(farm, folder.FullName, database);
            var runs = await Task.WhenAll(first.EndAsync(Patience), second.EndAsync(Patience));
            runs.ShouldAllBe(run => run.ExitCode == 0);
            using var after = await CatalogueStore.OpenAsync(DatabaseAddress.Parse(database, folder.FullName));
            await CheckAsync(after, Servers, Servers * 2);
            var passes = await after.ReadPassesAsync(10, default);
            // A worker that came when the other had finished began a pass of its own: then each server was asked once in each.
            farm.Farm.Servers.ShouldAllBe(server => server.Requests == 2 * passes.Count);
        }
        finally
        {
            await cluster.DisposeAsync();
            folder.Delete(recursive: true);
        }
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }

    // Until the site answers, and knows what was published.
    private static async Task SiteSaysAsync(Uri url, string part)
    {
        using var client = new HttpClient();
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            try
            {
                using var answer = await client.GetAsync(url, patience.Token);
                if (answer.IsSuccessStatusCode && (await answer.Content.ReadAsStringAsync(patience.Token)).Contains(part, StringComparison.Ordinal)) return;
            }
            catch (HttpRequestException)
            {
                // It is not up yet.
            }
            await Task.Delay(100, patience.Token);
        }
    }

    private static async Task KillAsync(int kills, int servers)
    {
        await using var farm = await CrawlFarm.StartAsync(servers, servers * 4);
        var folder = Directory.CreateTempSubdirectory("catalogue-kills-");
        var random = new Random(kills);
        try
        {
            for (var kill = 1; kill <= kills; kill++)
            {
                using var victim = Start(farm, folder.FullName, null);
                // By what was asked so far, and then by chance: some die while starting, some while writing, some at the end.
                var target = farm.Farm.Requests + random.Next(0, Math.Max(2, 2 * servers / kills * 2));
                var ended = victim.EndAsync(Patience);
                while (farm.Farm.Requests < target && !ended.IsCompleted) await Task.WhenAny(ended, Task.Delay(10));
                await Task.WhenAny(ended, Task.Delay(random.Next(0, 60)));
                victim.Kill();
                await ended;
                CheckIntegrity(folder.FullName);
            }
            using var last = Start(farm, folder.FullName, null);
            var run = await last.EndAsync(Patience);
            run.ExitCode.ShouldBe(0, run.Errors);
            CheckIntegrity(folder.FullName);
            using var store = await CatalogueStore.OpenAsync(DatabaseAddress.Parse(null, folder.FullName));
            await CheckAsync(store, servers, servers * 4);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static CatalogueProcess Start(CrawlFarm farm, string folder, string? database) =>
        CatalogueProcess.Start(database, "crawl", "--source", farm.Registry.AbsoluteUri, "--allow-network", "127.0.0.0/8", "--data", folder);

    private static async Task UntilAsync(CrawlFarm farm, long requests)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (farm.Farm.Requests < requests) await Task.Delay(10, patience.Token);
    }

    private static async Task CheckAsync(CatalogueStore store, int servers, int tools)
    {
        var (seen, present) = (0, 0);
        await foreach (var server in store.ReadServersAsync(0, default))
        {
            seen++;
            present += server.Tools.Count;
            server.Observation.Outcome.ShouldBe(Outcome.Observed, server.Name);
            server.History.Count.ShouldBe(server.Tools.Count + 1, server.Name);
            server.History.ShouldAllBe(entry => entry.Kind == ChangeKind.Added);
        }
        (seen, present).ShouldBe((servers, tools));
        (await store.ReadPassesAsync(1, default)).Single().EndedAt.ShouldNotBeNull();
    }

    private static void CheckIntegrity(string folder)
    {
        var path = Path.Combine(folder, "catalogue.db");
        if (!File.Exists(path)) return;
        using var connection = new SqliteConnection($"Data Source={path};Pooling=false");
        connection.ExecuteScalar<string>("PRAGMA integrity_check").ShouldBe("ok");
        connection.Query("PRAGMA foreign_key_check").ShouldBeEmpty();
    }
}
