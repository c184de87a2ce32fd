using Catalogue.Site.Tests.Support;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Catalogue.Site.Tests.Pages.Browser;

/// <summary>One visit to every kind of page, made once for all tests that ask what was seen.</summary>
public sealed class EveryPage : IAsyncLifetime
{
    private static readonly AxeRunOptions Everything = new()
    {
        RunOnly = RunOnlyOptions.Tags("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"),
    };

    private readonly Lazy<Task<Seen>> _seen;

    public EveryPage() => _seen = new Lazy<Task<Seen>>(LookAsync);

    /// <summary>The site.</summary>
    internal SampleSite Site { get; } = new();

    /// <summary>What was seen: each list names path and fault.</summary>
    internal Task<Seen> VisitAsync() => _seen.Value;

    public Task InitializeAsync() => Site.InitializeAsync();

    public Task DisposeAsync() => Site.DisposeAsync();

    private async Task<Seen> LookAsync()
    {
        var seen = new Seen([], [], []);
        await using var watched = await Site.OpenAsync("/");
        foreach (var path in SampleSite.Paths)
        {
            await CheckSafetyAsync(watched, path, seen);
            await CheckWidthAsync(watched.Page, path, seen);
            await CheckAxeAsync(watched.Page, path, 1280, ColorScheme.Light, seen);
            if (SampleSite.Kinds.Contains(path)) await CheckAxeAsync(watched.Page, path, 390, ColorScheme.Dark, seen);
        }
        for (var index = 0; index < SampleServers.Hostile.Length; index++)
        {
            await CheckSafetyAsync(watched, $"/servers/example-odd/tools/odd-{index}/", seen);
        }
        return seen;
    }

    private static async Task CheckSafetyAsync(WatchedPage watched, string path, Seen seen)
    {
        await watched.Page.GotoAsync(path);
        if (await watched.Page.EvaluateAsync<bool>("'hit' in window")) seen.Unsafe.Add($"{path}: ran what a stranger wrote");
        if (await watched.Page.EvaluateAsync<bool>("!!document.querySelector('main script, [onerror], [onload], [onmouseover], [style], iframe')")) seen.Unsafe.Add($"{path}: holds an element that no page of ours writes");
        seen.Unsafe.AddRange(watched.Wrong.Select(wrong => $"{path}: {wrong}"));
        watched.Wrong.Clear();
    }

    private static async Task CheckWidthAsync(IPage page, string path, Seen seen)
    {
        foreach (var width in new[] { 360, 768 })
        {
            await page.SetViewportSizeAsync(width, 900);
            var beyond = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth");
            if (beyond > 0) seen.TooWide.Add($"{path} at {width}: {beyond} pixels");
        }
    }

    private static async Task CheckAxeAsync(IPage page, string path, int width, ColorScheme scheme, Seen seen)
    {
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
        await page.SetViewportSizeAsync(width, 900);
        var result = await page.RunAxe(Everything);
        seen.Axe.AddRange(result.Violations.Select(violation => $"{path} at {width}, {scheme}: {violation.Id}: {violation.Nodes[0].Html}"));
    }

    /// <summary>Faults by kind.</summary>
    internal sealed record Seen(List<string> Axe, List<string> TooWide, List<string> Unsafe);
}
