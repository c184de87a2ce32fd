using System.Globalization;
using System.Text.Json;
using Catalogue.Site.Tests.Support;
using Catalogue.TestSupport;
using Catalogue.TestSupport.Crawls;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace Catalogue.Site.Tests.Search;

/// <summary>
/// How long results take while one types, key by key, over a whole catalogue: the program as it is operated, in a process of its own, real keys
/// in a real browser, from the very first key after the start on. Says for the slowest keys where the time went.
/// </summary>
public sealed class AsYouTypeSpeedTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private static readonly string[] Typed =
    [
        "delete repository", "list files in a folder", "get", "send emial mesage", "kubernetes pod logs", "serach web pages", "tools that can run shell commands",
        "drop database table", "createIssue", "risk:critical wallet", "the", "\"read file\" -write", "transfer money to account", "zzxqj qwv",
    ];

    // A key's own time of day is the browser's, from before the page heard of it; the end is when the results stand in the page, and when they were painted.
    private const string Watch = """
        (() => {
          const keys = window.typedKeys = [];
          document.addEventListener('input', event => keys.push({ text: event.target.value, at: event.timeStamp, heard: performance.now() }), true);
          document.addEventListener('DOMContentLoaded', () => new MutationObserver(() => {
            const shown = performance.now();
            for (const list of document.querySelectorAll('.suggest')) {
              const key = keys.findLast(one => one.text === list.dataset.query);
              if (!key || key.shown) continue;
              key.shown = shown;
              requestAnimationFrame(() => { const channel = new MessageChannel(); channel.port1.onmessage = () => { key.painted = performance.now(); }; channel.port2.postMessage(0); });
            }
          }).observe(document.body, { subtree: true, attributes: true, attributeFilter: ['data-query'] }));
          new PerformanceObserver(list => {
            for (const entry of list.getEntries()) {
              const url = new URL(entry.name);
              if (url.pathname !== '/api/v1/search') continue;
              const key = keys.findLast(one => one.text === url.searchParams.get('q'));
              if (key && key.fetched === undefined && entry.fetchStart >= key.at) Object.assign(key, { fetched: entry.fetchStart, connecting: entry.connectEnd - entry.connectStart, sent: entry.requestStart, answered: entry.responseStart, ended: entry.responseEnd, searching: entry.serverTiming[0]?.duration });
            }
          }).observe({ type: 'resource' });
        })()
        """;

    [BrowserFact]
    [Trait("Category", "Soak")]
    public async Task Every_key_has_its_results_in_the_page_within_fifty_milliseconds()
    {
        using var folder = new ScratchFolder();
        await PublishAsync(folder.Path);
        var root = ServingProcess.FreeAddress();
        using var site = CatalogueProcess.StartWithin(["env"], "serve", "--data", folder.Path, "--urls", root.AbsoluteUri);
        await ServingProcess.AnswersAsync(root);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright);
        var page = await browser.PageAsync(new BrowserNewContextOptions { BaseURL = root.AbsoluteUri });
        await page.AddInitScriptAsync(Watch);
        await page.GotoAsync("/search");
        var field = page.Locator("#search-q");
        await field.FocusAsync();
        foreach (var text in Typed)
        {
            await page.Keyboard.TypeAsync(text, new KeyboardTypeOptions { Delay = 100 });
            await Assertions.Expect(page.Locator("form:has(#search-q) .suggest")).ToHaveAttributeAsync("data-query", text);
            await page.Keyboard.PressAsync("Control+A");
            await page.Keyboard.PressAsync("Backspace");
        }
        await page.WaitForTimeoutAsync(500);
        var keys = JsonSerializer.Deserialize<List<Key>>(await page.EvaluateAsync<string>("() => JSON.stringify(typedKeys.filter(key => key.text.trim() !== ''))"), JsonSerializerOptions.Web)!;
        keys.Count.ShouldBeGreaterThanOrEqualTo(200);
        var shown = keys.Where(key => key.Shown > 0).ToList();
        Report(keys, shown);
        shown.Count.ShouldBeGreaterThan(keys.Count * 9 / 10, "hardly a key may be overtaken by the next one");
        Percentile(shown, key => key.Total, 99).ShouldBeLessThan(50);
    }

    private void Report(List<Key> keys, List<Key> shown)
    {
        Line("from key to results in the page", key => key.Total);
        Line("  until they were painted", key => key.Painted - key.At);
        Line("  until the script heard of the key", key => key.Heard - key.At);
        // What was answered before is not asked again.
        var all = shown;
        shown = [.. all.Where(key => key.Fetched >= key.At)];
        Line("  until the request was sent", key => key.Sent - key.Heard);
        Line("  of that, connecting", key => key.Connecting);
        Line("  until the answer began", key => key.Answered - key.Sent);
        Line("  of that, searching", key => key.Searching);
        Line("  until it had arrived", key => key.Ended - key.Answered);
        Line("  until it stood in the page", key => key.Shown - key.Ended);
        output.WriteLine($"{keys.Count} keys: {keys.Count - all.Count} overtaken by the next one, {all.Count - shown.Count} answered before. The slowest:");
        foreach (var key in all.OrderByDescending(key => key.Total).Take(10))
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  {key.Total,6:F1} ms = heard {key.Heard - key.At:F1} + sent {key.Sent - key.Heard:F1} (connecting {key.Connecting:F1}) + answered {key.Answered - key.Sent:F1} (searching {key.Searching:F1}) + arrived {key.Ended - key.Answered:F1} + shown {key.Shown - key.Ended:F1}; key {keys.IndexOf(key)}: '{key.Text}'"));
        }

        void Line(string what, Func<Key, double> of) => output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{what,-36} median {Percentile(shown, of, 50),6:F1}  p95 {Percentile(shown, of, 95),6:F1}  p99 {Percentile(shown, of, 99),6:F1}  worst {shown.Max(of),6:F1} ms"));
    }

    private static double Percentile(List<Key> keys, Func<Key, double> of, int percent) => keys.Select(of).Order().ElementAt((keys.Count - 1) * percent / 100);

    private static async Task PublishAsync(string folder)
    {
        var lines = Corpus.File("tools.jsonl.gz");
        if (lines is null)
        {
            lines = Path.Combine(folder, "tools.jsonl");
            await File.WriteAllLinesAsync(lines, CatalogueGenerator.Servers(31_000, 4_600).SelectMany(server => server.Tools.Select(tool =>
                JsonSerializer.Serialize(new { server = server.Name, tool = tool.Name, description = tool.Definition.Description }))));
        }
        foreach (var arguments in new string[][] { ["import", lines], ["publish"] })
        {
            using var step = CatalogueProcess.Start(null, [.. arguments, "--data", folder]);
            (await step.EndAsync(Patience)).ExitCode.ShouldBe(0);
        }
    }

    // Milliseconds of the page's clock.
    private sealed record Key(string Text, double At, double Heard, double Fetched, double Connecting, double Sent, double Answered, double Ended, double Searching, double Shown, double Painted)
    {
        public double Total => Shown - At;
    }
}
