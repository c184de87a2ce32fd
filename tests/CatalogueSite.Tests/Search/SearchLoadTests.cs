using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Catalogue.Site.Api.Http;
using Catalogue.Site.Pages;
using Catalogue.Site.Publishing;
using Catalogue.Site.Search;
using Catalogue.Site.Serving;
using Catalogue.Site.Tests.Publishing;
using Catalogue.Site.Tests.Serving;
using Catalogue.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace Catalogue.Site.Tests.Search;

/// <summary>Five hundred searches a second from a second process, while publishing goes on; then with the limit on.</summary>
public sealed class SearchLoadTests(ITestOutputHelper output)
{
    private const int Rate = 500;
    private const int Burst = 200;

    [Fact]
    [Trait("Category", "Soak")]
    public async Task Five_hundred_searches_a_second_are_answered_in_time_while_a_publish_runs()
    {
        using var folder = await PublishAsync(31_000, 4_600);
        await using var site = await StartAsync(folder, limit: 0);
        await LoadAsync(site.Root, 5);
        using var ended = new CancellationTokenSource();
        var publishing = PublishAgainAndAgain(folder, ended.Token);
        GC.Collect();
        var before = Process.GetCurrentProcess().WorkingSet64;
        var load = await LoadAsync(site.Root, 60);
        var grown = (Process.GetCurrentProcess().WorkingSet64 - before) >> 20;
        await ended.CancelAsync();
        await publishing;
        output.WriteLine($"{load.GetRawText()}, working set grew by {grown} MB");
        (load.GetProperty("statuses").GetProperty("200").GetInt32() / (double)(Rate * 60)).ShouldBeGreaterThanOrEqualTo(0.999);
        load.GetProperty("p99").GetDouble().ShouldBeLessThanOrEqualTo(50);
        grown.ShouldBeLessThan(300, "memory must stay flat");
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

    // One worker at the lowest priority, with other content each time.
    private static Task PublishAgainAndAgain(PublishingFolder folder, CancellationToken cancellationToken)
    {
        var done = new TaskCompletionSource();
        new Thread(() =>
        {
            try
            {
                for (var round = 1; !cancellationToken.IsCancellationRequested; round++)
                {
                    foreach (var server in CatalogueGenerator.Servers(31_000, 4_600).Take(200)) folder.Reader.Put(server with { Description = $"Round {round}." });
                    new Publisher(folder.Options with { Workers = 1 }).PublishAsync(folder.Reader, null, CancellationToken.None).GetAwaiter().GetResult();
                }
                done.SetResult();
            }
            catch (Exception error)
            {
                done.SetException(error);
            }
        })
        { IsBackground = true, Priority = ThreadPriority.Lowest }.Start();
        return done.Task;
    }

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
