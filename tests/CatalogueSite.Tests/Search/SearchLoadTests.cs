using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Catalogue.Crawler.Model;
using Catalogue.Site.Api.Http;
using Catalogue.Site.Pages;
using Catalogue.Site.Search;
using Catalogue.Site.Serving;
using Catalogue.Site.Tests.Publishing;
using Catalogue.Site.Tests.Serving;
using Catalogue.Site.Tests.Support;
using Catalogue.TestSupport;
using Catalogue.TestSupport.Crawls;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace Catalogue.Site.Tests.Search;

/// <summary>Five hundred searches a second from a second process, while publishing goes on; then with the limit on.</summary>
public sealed class SearchLoadTests(ITestOutputHelper output)
{
    private const int Rate = 500;
    private const int Burst = 200;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    [Fact]
    [Trait("Category", "Soak")]
    public async Task Five_hundred_searches_a_second_are_answered_in_time_while_a_publish_runs()
    {
        using var folder = new ScratchFolder();
        await ImportAsync(folder.Path, CatalogueGenerator.Servers(31_000, 4_600));
        (await CatalogueProcess.Start(null, "publish", "--data", folder.Path).EndAsync(Patience)).ExitCode.ShouldBe(0);
        var root = ServingProcess.FreeAddress();
        using var site = CatalogueProcess.StartWithin(["env"], "serve", "--data", folder.Path, "--urls", root.AbsoluteUri, "--requests-per-minute", "0");
        await ServingProcess.AnswersAsync(root);
        await LoadAsync(root, 5);
        using var ended = new CancellationTokenSource();
        var publishing = PublishAgainAndAgainAsync(folder.Path, ended.Token);
        var before = OwnMegabytes(site.Id);

        var load = await LoadAsync(root, 60);

        var grown = OwnMegabytes(site.Id) - before;
        await ended.CancelAsync();
        output.WriteLine($"{load.GetRawText()}, {await publishing} generations published meanwhile, memory grew by {grown} MB");
        (load.GetProperty("statuses").GetProperty("200").GetInt32() / (double)(Rate * 60)).ShouldBeGreaterThanOrEqualTo(0.999);
        load.GetProperty("p99").GetDouble().ShouldBeLessThanOrEqualTo(50);
        grown.ShouldBeLessThan(100, "memory must stay flat");
    }

    [Fact]
    [Trait("Category", "Soak")]
    public async Task Whoever_asks_too_much_is_told_so_and_when_to_come_back()
    {
        using var folder = await PublishAsync(700, 100);
        await using var site = await StartAsync(folder, limit: 600);
        var load = await LoadAsync(site.Root, 5);
        output.WriteLine(load.GetRawText());
        var statuses = load.GetProperty("statuses");
        var refused = statuses.GetProperty("429").GetInt32();
        refused.ShouldBeGreaterThan(Rate * 5 / 2);
        load.GetProperty("retryAfter").GetInt32().ShouldBe(refused);
        statuses.GetProperty("200").GetInt32().ShouldBeInRange(Burst, Burst + 200);
        statuses.EnumerateObject().Select(status => status.Name).Order(StringComparer.Ordinal).ShouldBe(["200", "429"]);
    }

    private static async Task<PublishingFolder> PublishAsync(int tools, int servers)
    {
        var folder = new PublishingFolder(SearchEngine.CreateWriter());
        folder.Options = folder.Options with { Pages = SitePages.All };
        foreach (var server in CatalogueGenerator.Servers(tools, servers)) folder.Reader.Put(server);
        await folder.PublishAsync();
        return folder;
    }

    private static Task<RunningSite> StartAsync(PublishingFolder folder, int limit) => RunningSite.StartAsync(folder, options => options with
    {
        Modules = SiteModules.All,
        Services = services => services.AddSingleton(new DoorOptions { RequestsPerMinute = limit, Burst = Burst }),
    });

    // One worker at the lowest priority, as an operator's timer would start it beside the site, with other content each time.
    private static async Task<int> PublishAgainAndAgainAsync(string folder, CancellationToken cancellationToken)
    {
        var round = 0;
        while (!cancellationToken.IsCancellationRequested)
        {
            round++;
            await ImportAsync(folder, CatalogueGenerator.Servers(31_000, 4_600).Take(200), $" In round {round}.");
            using var publish = CatalogueProcess.StartWithin(["env", "DOTNET_PROCESSOR_COUNT=1", "nice", "-n", "19"], "publish", "--data", folder);
            (await publish.EndAsync(Patience)).ExitCode.ShouldBe(0);
        }
        return round;
    }

    private static async Task ImportAsync(string folder, IEnumerable<ServerRecord> servers, string said = "")
    {
        var lines = Path.Combine(folder, "tools.jsonl");
        await File.WriteAllLinesAsync(lines, servers.SelectMany(server => server.Tools.Select(tool =>
            JsonSerializer.Serialize(new { server = server.Name, tool = tool.Name, description = tool.Definition.Description + said }))));
        using var import = CatalogueProcess.StartWithin(["nice", "-n", "19"], "import", lines, "--data", folder);
        (await import.EndAsync(Patience)).ExitCode.ShouldBe(0);
    }

    // What the process holds itself: pages of the published files that it has looked at are the system's, which takes them back at need.
    private static long OwnMegabytes(int process) => long.Parse(
        File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith("RssAnon:", StringComparison.Ordinal)).Split(':')[1].Replace("kB", "", StringComparison.Ordinal).Trim(),
        CultureInfo.InvariantCulture) / 1024;

    private static async Task<JsonElement> LoadAsync(Uri root, int seconds)
    {
        var start = new ProcessStartInfo("node") { RedirectStandardOutput = true };
        foreach (var argument in new[] { Path.Combine(AppContext.BaseDirectory, "Search", "load.mjs"), root.GetLeftPart(UriPartial.Authority), Rate.ToString(CultureInfo.InvariantCulture), seconds.ToString(CultureInfo.InvariantCulture) }) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return JsonDocument.Parse(text).RootElement;
    }
}
