using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Catalogue.Crawler.Inspection;
using Catalogue.Site.Commands;
using Catalogue.Site.Tests.Support;
using Catalogue.TestSupport;
using Microsoft.Playwright;

namespace Catalogue.Site.Tests.EndToEnd;

/// <summary>The main job as a newcomer starts it: real packages from npm in the sandbox, the site in a real browser.</summary>
[Trait("Category", "Browser")]
public sealed class MainJobTests : IDisposable
{
    private const int ObservedWanted = 10;
    private const int ToolsWanted = 130;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(6);
    private readonly ScratchFolder _data = new();

    [BrowserFact]
    public async Task The_main_job_takes_real_servers_in_and_a_reader_finds_a_tool_and_takes_its_policy()
    {
        var origin = $"http://127.0.0.1:{FreePort()}";
        using var stop = new CancellationTokenSource(Patience);
        // A registry that can't be reached costs a warning; the main job must go on without it.
        var running = CatalogueCommands.Create().Parse(["run", "--data", _data.Path, "--urls", origin]).InvokeAsync(cancellationToken: stop.Token);
        try
        {
            using var http = new HttpClient { BaseAddress = new Uri(origin) };
            var stats = await WaitForServersAsync(http, running, stop.Token);
            stats.GetProperty("byOutcome").GetProperty("declared").GetInt32().ShouldBeGreaterThanOrEqualTo(1);
            stats.GetProperty("tools").GetInt32().ShouldBeGreaterThanOrEqualTo(ToolsWanted);
            await ReadAsync(origin);
        }
        finally
        {
            await stop.CancelAsync();
            await running;
        }
        LeftBehind().ShouldBeEmpty("installed packages are removed after inspection");
    }

    public void Dispose() => _data.Dispose();

    private static async Task<JsonElement> WaitForServersAsync(HttpClient http, Task<int> running, CancellationToken cancellationToken)
    {
        while (true)
        {
            running.IsCompleted.ShouldBeFalse("the main job must go on until it is stopped");
            if (await StatsAsync(http, cancellationToken) is { } stats
                && stats.GetProperty("byOutcome").GetProperty("observed").GetInt32() >= ObservedWanted
                && stats.GetProperty("tools").GetInt32() >= ToolsWanted) return stats;
            await Task.Delay(500, cancellationToken);
        }
    }

    private static async Task<JsonElement?> StatsAsync(HttpClient http, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await http.GetAsync("/api/v1/stats", cancellationToken);
            if (!answer.IsSuccessStatusCode) return null;
            using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(cancellationToken));
            return json.RootElement.Clone();
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private static async Task ReadAsync(string origin)
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright);
        var page = await browser.PageAsync();
        await page.GotoAsync(origin + "/search?q=imageBackgroundRemoval");
        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new LocatorGetByRoleOptions { Name = "imageBackgroundRemoval" }).First.ClickAsync();
        await page.WaitForURLAsync("**/tools/imagebackgroundremoval/");
        (await page.TitleAsync()).ShouldContain("imageBackgroundRemoval");
        var text = await page.GetByRole(AriaRole.Main).InnerTextAsync();
        text.ShouldContain("Destructive");
        text.ShouldContain("Critical");
        text.ShouldContain("""{"version":"1","default":"deny","hide":["imageBackgroundRemoval"]}""");
        (await page.Locator("mark", new PageLocatorOptions { HasTextString = "Removal" }).CountAsync()).ShouldBeGreaterThan(0, "the evidence is marked in place");
        var download = await page.RunAndWaitForDownloadAsync(() => page.Locator("a[href*='/policies/'][href$='catalogue.json']").First.ClickAsync());
        (await File.ReadAllTextAsync(await download.PathAsync())).ShouldContain("\"default\":\"deny\"");
    }

    private static IEnumerable<string> LeftBehind()
    {
        var folder = new InspectionOptions().WorkFolder;
        return Directory.Exists(folder) ? Directory.EnumerateDirectories(folder, "node_modules", SearchOption.AllDirectories) : [];
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
