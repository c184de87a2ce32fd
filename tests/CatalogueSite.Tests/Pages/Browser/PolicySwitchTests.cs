using Catalogue.Site.Policies;
using Catalogue.TestSupport;
using Microsoft.Playwright;

namespace Catalogue.Site.Tests.Pages.Browser;

/// <summary>The box that shows a policy: format, alias, conditions on arguments, copying, downloading.</summary>
[Trait("Category", "Browser")]
public sealed class PolicySwitchTests(SampleSite site) : IClassFixture<SampleSite>
{
    private const string ServerPath = "/servers/example-modes/";
    private const string AliasLabel = "Your client’s name for this server";
    private const string Conditions = "Narrow by argument where the format can";

    [BrowserFact]
    public async Task Every_format_follows_the_alias_and_the_box_for_conditions_and_downloads_what_it_shows()
    {
        using var http = new HttpClient { BaseAddress = site.Root };
        await using var watched = await site.OpenAsync(ServerPath);
        var page = watched.Page;
        await page.GetByLabel(AliasLabel).FillAsync("my-modes");
        foreach (var conditions in (bool[])[false, true])
        {
            await page.GetByLabel(Conditions).SetCheckedAsync(conditions);
            foreach (var format in PolicyFormats.All)
            {
                await page.GetByRole(AriaRole.Button, new() { Name = format.Title, Exact = true }).ClickAsync();
                var expected = await http.GetStringAsync($"/policies/example-modes/{format.Id}.{format.Extension}?alias=my-modes{(conditions ? "&conditions=on" : "")}");
                await ShowsAsync(page, expected);
                var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Download" }).ClickAsync());
                (await File.ReadAllTextAsync(await download.PathAsync())).ShouldBe(expected, format.Id);
                download.SuggestedFilename.ShouldBe(await page.Locator(".policy-box .file").TextContentAsync());
            }
        }
        watched.Wrong.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task Ticking_the_box_narrows_the_file_and_what_is_copied_and_unticking_brings_the_first_one_back()
    {
        await using var watched = await site.OpenAsync(ServerPath);
        var page = watched.Page;
        await page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        var code = page.Locator(".policy-box pre code");
        var plain = (await code.TextContentAsync())!;
        plain.ShouldNotContain("deny_if");

        await page.GetByLabel(Conditions).CheckAsync();
        await Assertions.Expect(code).ToContainTextAsync("deny_if");
        var narrowed = (await code.TextContentAsync())!;
        narrowed.ShouldContain("args.dry_run");

        await page.GetByRole(AriaRole.Button, new() { Name = "ToolHive", Exact = true }).ClickAsync();
        await Assertions.Expect(code).ToContainTextAsync("when {");
        await page.GetByRole(AriaRole.Button, new() { Name = "Claude Code", Exact = true }).ClickAsync();
        await Assertions.Expect(code).ToContainTextAsync("mcp__modes__set_mode");
        await page.GetByLabel(AliasLabel).FillAsync("other");
        await Assertions.Expect(code).ToContainTextAsync("mcp__other__set_mode");
        await page.GetByLabel(AliasLabel).FillAsync("");
        await page.GetByRole(AriaRole.Button, new() { Name = PolicyFormats.All[0].Title, Exact = true }).ClickAsync();
        await ShowsAsync(page, narrowed);

        await page.GetByRole(AriaRole.Button, new() { Name = "Copy", Exact = true }).First.ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Copied", Exact = true })).ToBeVisibleAsync();
        (await page.EvaluateAsync<string>("navigator.clipboard.readText()")).ShouldBe(narrowed);

        await page.GetByLabel(Conditions).UncheckAsync();
        await ShowsAsync(page, plain);
        watched.Wrong.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task An_alias_that_only_this_format_refuses_is_explained_in_place_and_nothing_wrong_can_be_downloaded()
    {
        await using var watched = await site.OpenAsync(ServerPath);
        var page = watched.Page;
        await page.GetByLabel(AliasLabel).FillAsync("my_modes");
        await page.GetByRole(AriaRole.Button, new() { Name = "Gemini CLI", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator(".policy-box pre code")).ToContainTextAsync("use a hyphen");
        await Assertions.Expect(page.Locator(".policy-box .download")).ToBeHiddenAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "OpenAI Codex", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator(".policy-box pre code")).ToContainTextAsync("mcp_servers.\"my_modes\"");
        await Assertions.Expect(page.Locator(".policy-box .download")).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task The_box_works_without_script()
    {
        await using var watched = await site.OpenAsync(ServerPath, script: false);
        await watched.Page.GetByLabel(Conditions).CheckAsync();
        var download = await watched.Page.RunAndWaitForDownloadAsync(() => watched.Page.GetByRole(AriaRole.Button, new() { Name = "ToolHive", Exact = true }).ClickAsync());
        (await File.ReadAllTextAsync(await download.PathAsync())).ShouldContain("when {");
    }

    // What is shown is the file but for the line end behind it.
    private static Task ShowsAsync(IPage page, string content) =>
        page.WaitForFunctionAsync("expected => document.querySelector('.policy-box pre code').textContent === expected && !document.querySelector('.policy-box').hasAttribute('aria-busy')", content.TrimEnd());
}
