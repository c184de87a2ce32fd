using System.Net;
using System.Net.Sockets;
using Catalogue.Crawler.Model;
using Catalogue.Crawler.Storage;
using Catalogue.TestSupport.Crawls;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Catalogue.Site.Tests.Commands;

/// <summary>The program on a disk that is full, in a folder that may not be written to, and at a port that is taken.</summary>
public sealed class DiskTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("catalogue-disk-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_crawl_that_fills_the_disk_says_so_ends_and_goes_on_where_there_is_room()
    {
        const int Servers = 400;
        await using var farm = await CrawlFarm.StartAsync(Servers, Servers * 4);
        var kept = _folder.CreateSubdirectory("kept").FullName;
        string[] crawl = ["crawl", "--source", farm.Registry.AbsoluteUri, "--allow-network", "127.0.0.0/8", "--data"];
        var full = await RunOnSmallDiskAsync(2_400_000, kept, crawl);
        full.ExitCode.ShouldBe(1, full.Errors);
        full.Errors.ShouldContain("the disk is full");
        full.Errors.ShouldContain("Free some space");
        full.Errors.ShouldContain("catalogue.db");
        full.Errors.ShouldNotContain("   at ");
        CheckIntegrity(Path.Combine(kept, "catalogue.db"));
        var roomy = await RunAsync([.. crawl, kept]);
        roomy.ExitCode.ShouldBe(0, roomy.Errors);
        CheckIntegrity(Path.Combine(kept, "catalogue.db"));
        using var store = await CatalogueStore.OpenAsync(DatabaseAddress.Parse(null, kept));
        var servers = new List<ServerRecord>();
        await foreach (var server in store.ReadServersAsync(0, default)) servers.Add(server);
        servers.Count.ShouldBe(Servers);
        servers.ShouldAllBe(server => server.Observation.Outcome == Outcome.Observed && server.Tools.Count == 4 && server.History.Count == 5);
    }

    [Fact]
    public async Task A_publish_that_fills_the_disk_says_so_and_the_last_generation_stays()
    {
        var data = _folder.CreateSubdirectory("data").FullName;
        (await RunAsync(["import", Definitions("first", 3), "--data", data])).ExitCode.ShouldBe(0);
        (await RunAsync(["publish", "--data", data])).ExitCode.ShouldBe(0);
        (await RunAsync(["import", Definitions("second", 600), "--data", data])).ExitCode.ShouldBe(0);
        var kept = _folder.CreateSubdirectory("kept").FullName;
        var size = Directory.EnumerateFiles(data, "*", SearchOption.AllDirectories).Sum(path => new FileInfo(path).Length) + 600_000;
        var full = await RunOnSmallDiskAsync(size, kept, ["publish", "--data"], begin: data);
        full.ExitCode.ShouldBe(1, full.Errors);
        full.Errors.ShouldMatch("disk is full|No space left");
        full.Errors.ShouldNotContain("   at ");
        CheckIntegrity(Path.Combine(kept, "site.db"));
        // Where there is room the same folder publishes: nothing of the failed attempt is in the way.
        (await RunAsync(["publish", "--data", kept])).ExitCode.ShouldBe(0);
    }

    [Theory]
    [InlineData("crawl", "--source", "mcp-runware")]
    [InlineData("publish")]
    [InlineData("import", "FILE")]
    public async Task A_folder_that_may_not_be_written_to_is_named_with_what_mends_it(params string[] words)
    {
        var data = _folder.CreateSubdirectory("data").FullName;
        (await RunAsync(["import", Definitions("first", 3), "--data", data])).ExitCode.ShouldBe(0);
        var arguments = words.Select(word => word == "FILE" ? Definitions("second", 3) : word);
        // A read-only mount stops root as well, whom no mode of a folder stops.
        using var process = CatalogueProcess.StartWithin(["bwrap", "--dev-bind", "/", "/", "--ro-bind", data, data], [.. arguments, "--data", data]);
        var run = await process.EndAsync(Patience);
        run.ExitCode.ShouldBe(1, run.Errors);
        run.Errors.ShouldContain(data);
        run.Errors.ShouldContain("--data");
        run.Errors.ShouldNotContain("   at ");
    }

    [Theory]
    [InlineData("serve")]
    [InlineData("run", "--once")]
    public async Task A_port_that_is_taken_is_named_with_what_mends_it(params string[] words)
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var url = $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}";
        var run = await RunAsync([.. words, "--urls", url, "--data", _folder.FullName]);
        run.ExitCode.ShouldBeInRange(1, 2, run.Errors);
        run.Errors.ShouldContain(url);
        run.Errors.ShouldContain("--urls");
        run.Errors.ShouldNotContain("   at ");
    }

    private static async Task<CatalogueRun> RunAsync(string[] arguments)
    {
        using var process = CatalogueProcess.Start(null, arguments);
        return await process.EndAsync(Patience);
    }

    // The disk is gone with the program: what it holds is copied away first.
    private async Task<CatalogueRun> RunOnSmallDiskAsync(long bytes, string kept, string[] arguments, string? begin = null)
    {
        var disk = _folder.CreateSubdirectory("small").FullName;
        var script = $"{(begin is null ? "" : $"cp -a '{begin}/.' '{disk}/' && ")}\"$@\"; code=$?; cp -a '{disk}/.' '{kept}/'; exit $code";
        string[] wrapper = ["bwrap", "--dev-bind", "/", "/", "--size", bytes.ToString(System.Globalization.CultureInfo.InvariantCulture), "--tmpfs", disk, "sh", "-c", script, "sh"];
        using var process = CatalogueProcess.StartWithin(wrapper, [.. arguments, disk]);
        return await process.EndAsync(Patience);
    }

    private string Definitions(string server, int tools)
    {
        var path = Path.Combine(_folder.FullName, $"{server}.jsonl");
        File.WriteAllLines(path, Enumerable.Range(0, tools).Select(i =>
            $$$"""{"server":"{{{server}}}","tool":"tool_{{{i}}}","description":"Reads record {{{i}}} of {{{server}}}.","input_schema":{"type":"object"}}"""));
        return path;
    }

    private static void CheckIntegrity(string path)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=false");
        connection.ExecuteScalar<string>("PRAGMA integrity_check").ShouldBe("ok");
    }
}
