using System.Text.Json;
using Catalogue.TestSupport;
using Microsoft.Playwright;

namespace Catalogue.Site.Tests.Pages.Browser;

[Trait("Category", "Browser")]
public sealed class JourneyTests(SampleSite site) : IClassFixture<SampleSite>
{
    private const string ToolPath = "/servers/example-pictures/tools/imagebackgroundremoval/";

    [BrowserFact]
    public async Task Browses_from_home_to_a_tool_and_downloads_its_policy()
    {
        await using var watched = await site.OpenAsync("/");
        var page = watched.Page;
        await page.GetByRole(AriaRole.Table, new() { Name = "Tools by category" }).GetByRole(AriaRole.Link, new() { Name = "Destructive" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "imageBackgroundRemoval" }).First.ClickAsync();
        await page.WaitForURLAsync("**" + ToolPath);
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Download" }).ClickAsync());
        download.SuggestedFilename.ShouldEndWith(".json");
        using var policy = JsonDocument.Parse(await File.ReadAllTextAsync(await download.PathAsync()));
        policy.RootElement.GetProperty("hide")[0].GetString().ShouldBe("imageBackgroundRemoval");
        watched.Wrong.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task Shows_another_format_in_place_under_the_readers_own_alias()
    {
        await using var watched = await site.OpenAsync(ToolPath);
        var page = watched.Page;
        await page.GetByLabel("Your client’s name for this server").FillAsync("my-pictures");
        await page.GetByRole(AriaRole.Button, new() { Name = "Claude Code" }).ClickAsync();
        await Assertions.Expect(page.Locator(".policy-box pre code")).ToContainTextAsync("mcp__my-pictures__imageBackgroundRemoval");
        (await page.GetByRole(AriaRole.Button, new() { Name = "Claude Code" }).GetAttributeAsync("aria-pressed")).ShouldBe("true");
        page.Url.ShouldEndWith(ToolPath);
        (await page.GetByRole(AriaRole.Link, new() { Name = "Download" }).GetAttributeAsync("href"))!.ShouldEndWith("claude-code.json?alias=my-pictures");
        watched.Wrong.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task Does_not_ask_for_a_policy_under_an_alias_that_no_format_takes()
    {
        await using var watched = await site.OpenAsync(ToolPath);
        var before = await watched.Page.Locator(".policy-box pre code").TextContentAsync();
        await watched.Page.GetByLabel("Your client’s name for this server").FillAsync("not an alias");
        await watched.Page.GetByRole(AriaRole.Button, new() { Name = "Claude Code" }).ClickAsync();
        (await watched.Page.Locator(".policy-box pre code").TextContentAsync()).ShouldBe(before);
        (await watched.Page.EvaluateAsync<bool>("document.querySelector('#alias').matches(':invalid')")).ShouldBeTrue();
    }

    [BrowserFact]
    public async Task Searches_filters_and_comes_back()
    {
        await using var watched = await site.OpenAsync("/");
        var page = watched.Page;
        var field = page.GetByLabel("A server, a tool, or what it does");
        await field.FillAsync("delete");
        await field.PressAsync("Enter");
        await page.WaitForURLAsync("**/search?q=delete");
        (await page.Locator(".lines .line").CountAsync()).ShouldBeGreaterThan(1);
        await page.Locator(".facets-side").GetByRole(AriaRole.Link, new() { Name = "example-mail" }).ClickAsync();
        await page.WaitForURLAsync("**server=example-mail**");
        await Assertions.Expect(page.Locator(".total")).ToContainTextAsync("of example-mail");
        (await page.Locator(".line-name").AllInnerTextsAsync()).ShouldContain(line => line.Contains("delete_mailbox"));
        await page.GoBackAsync();
        page.Url.ShouldEndWith("/search?q=delete");
        await page.GetByRole(AriaRole.Link, new() { Name = "Next →" }).ClickAsync();
        await page.WaitForURLAsync("**page=2**");
        await page.GetByRole(AriaRole.Link, new() { Name = "← Previous" }).ClickAsync();
        await page.WaitForURLAsync("**/search?q=delete");
        watched.Wrong.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task Follows_the_evidence_of_a_contested_verdict_to_its_rule_and_its_hits()
    {
        await using var watched = await site.OpenAsync(ToolPath);
        var page = watched.Page;
        await Assertions.Expect(page.Locator(".stamp")).ToContainTextAsync("Contested");
        (await page.Locator("mark.not").CountAsync()).ShouldBeGreaterThan(1);
        var number = page.Locator(".sheet .said mark.c-d ~ a.ref").First;
        var note = (await number.GetAttributeAsync("href"))!;
        await number.ClickAsync();
        await page.WaitForURLAsync("**" + note);
        await page.Locator($"li{note} .rule a").ClickAsync();
        await page.WaitForURLAsync("**/rules/**");
        await Assertions.Expect(page.Locator("section[aria-labelledby=hits]")).ToContainTextAsync("imageBackgroundRemoval");
        watched.Wrong.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task Is_worked_by_the_keyboard_alone()
    {
        await using var watched = await site.OpenAsync("/servers/example-pictures/");
        var page = watched.Page;
        await page.Keyboard.PressAsync("Tab");
        (await FocusedAsync(page)).ShouldBe("Skip to the content");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#main")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("/");
        await Assertions.Expect(page.Locator("#q")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("a/b");
        (await page.InputValueAsync("#q")).ShouldBe("a/b");
        await page.FillAsync("#q", "imageBackgroundRemoval");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/search?q=imageBackgroundRemoval");
        for (var presses = 0; presses < 40 && await FocusedAsync(page) != "imageBackgroundRemoval"; presses++) await page.Keyboard.PressAsync("Tab");
        (await page.EvaluateAsync<bool>("document.activeElement.matches(':focus-visible') && getComputedStyle(document.activeElement).outlineStyle !== 'none'")).ShouldBeTrue();
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**" + ToolPath);
    }

    [BrowserFact]
    public async Task Needs_no_script_to_read_search_and_download()
    {
        await using var watched = await site.OpenAsync("/", script: false);
        var page = watched.Page;
        await page.FillAsync("#home-q", "background");
        await page.Locator("#home-q").PressAsync("Enter");
        await page.GetByRole(AriaRole.Link, new() { Name = "imageBackgroundRemoval" }).First.ClickAsync();
        await page.FillAsync("#alias", "mine");
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Claude Code" }).ClickAsync());
        download.Url.ShouldContain("alias=mine");
        (await File.ReadAllTextAsync(await download.PathAsync())).ShouldContain("mcp__mine__imageBackgroundRemoval");
    }

    [BrowserFact]
    public async Task Weighs_no_more_than_thirty_kilobytes_with_all_it_loads()
    {
        var sizes = new List<Task<RequestSizesResult>>();
        await using var fresh = await site.OpenAsync("about:blank");
        fresh.Page.RequestFinished += (_, request) => sizes.Add(request.SizesAsync());
        await fresh.Page.GotoAsync(ToolPath, new PageGotoOptions { WaitUntil = WaitUntilState.NetworkIdle });
        var all = await Task.WhenAll(sizes);
        all.Length.ShouldBeGreaterThanOrEqualTo(3);
        all.Sum(size => size.ResponseBodySize).ShouldBeLessThan(30 * 1024);
    }

    private static Task<string> FocusedAsync(IPage page) => page.EvaluateAsync<string>("document.activeElement.innerText ?? ''");
}
