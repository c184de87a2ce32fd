using Catalogue.Site.Tests.Support;
using Catalogue.TestSupport;
using Microsoft.Playwright;

namespace Catalogue.Site.Tests.Safety;

/// <summary>Injections in real Chromium: nothing runs, nothing asks another host, nothing breaks the content security policy.</summary>
[Trait("Category", "Browser")]
public sealed class InertInBrowserTests(InjectedSite injected) : IClassFixture<InjectedSite>
{
    [BrowserFact]
    public async Task Nothing_of_what_strangers_wrote_runs_in_a_page_a_feed_or_a_picture()
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright);
        var context = await browser.WindowAsync(new BrowserNewContextOptions { BaseURL = injected.Site.Root.AbsoluteUri });
        await using var watched = new Pages.Browser.WatchedPage(context, await context.NewPageAsync(), injected.Site.Root);
        var wrong = new List<string>();
        foreach (var path in Paths())
        {
            await watched.Page.GotoAsync(path);
            if (await watched.Page.EvaluateAsync<bool>("'hit' in window")) wrong.Add($"{path}: ran what a stranger wrote");
            if (!watched.Page.Url.StartsWith(injected.Site.Root.AbsoluteUri, StringComparison.Ordinal)) wrong.Add($"{path}: led away to {watched.Page.Url}");
            wrong.AddRange(watched.Wrong.Select(one => $"{path}: {one}"));
            watched.Wrong.Clear();
        }
        wrong.ShouldBeEmpty();
    }

    private static IEnumerable<string> Paths()
    {
        yield return "/";
        yield return "/servers/";
        yield return "/changes/";
        yield return "/categories/destructive/";
        yield return "/search?q=delete";
        for (var index = 0; index < Injections.Texts.Length; index++)
        {
            yield return $"/servers/inj-{index}/tools/tool-{index}/";
            yield return $"/servers/inj-{index}/";
            yield return $"/badges/inj-{index}.svg";
        }
        foreach (var text in Injections.Texts.Where(text => text.Contains("hit", StringComparison.Ordinal))) yield return "/search?q=" + Uri.EscapeDataString(text);
    }
}
