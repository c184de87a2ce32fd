using Catalogue.Site.Pages;
using Catalogue.Site.Search;
using Catalogue.Site.Serving;
using Catalogue.Site.Tests.Publishing;
using Catalogue.Site.Tests.Serving;
using Catalogue.Site.Tests.Support;
using Catalogue.TestSupport;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace Catalogue.Site.Tests.Search;

/// <summary>Results while one types, in a real browser under the site's own content security policy.</summary>
public sealed class AsYouTypeTests(ITestOutputHelper output)
{
    // From the key's event until the results stand in the page, in milliseconds.
    private const string Measure = """
        async text => {
          const input = document.getElementById('search-q');
          const list = input.form.querySelector('.suggest');
          const times = [];
          for (let round = 0; round < 40; round++) {
            // Never the same twice: what was answered once is shown again at once.
            const typed = text + ' ' + 'abcdefghijklmnopqrst'[round % 20] + (round < 20 ? '' : 'x');
            const started = performance.now();
            input.value = typed;
            input.dispatchEvent(new Event('input', { bubbles: true }));
            while (list.dataset.query !== typed) await new Promise(done => { const channel = new MessageChannel(); channel.port1.onmessage = done; channel.port2.postMessage(0); });
            times.push(performance.now() - started);
          }
          return times.sort((a, b) => a - b);
        }
        """;

    [BrowserFact]
    [Trait("Category", "Browser")]
    public async Task Results_appear_under_the_field_and_the_keyboard_chooses_among_them()
    {
        using var folder = new PublishingFolder(SearchEngine.CreateWriter());
        folder.Options = folder.Options with { Pages = SitePages.All };
        folder.Put(1, "mailer", Assessed.Tool("send_message", "Sends <img src=x onerror=alert(1)> a message."), Assessed.Tool("delete_message", "Deletes a message."), Assessed.Tool("list_messages"));
        folder.Put(2, "<b>bold</b>", Assessed.Tool("message_of_<i>day</i>", slug: "message-of-day"));
        await folder.PublishAsync();
        await using var site = await RunningSite.StartAsync(folder, options => options with { Modules = SiteModules.All });
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright);
        var page = await browser.PageAsync(new BrowserNewContextOptions { BaseURL = site.Root.AbsoluteUri });
        var faults = new List<string>();
        page.Console += (_, message) => { if (message.Type is "error" or "warning") faults.Add(message.Text); };
        page.PageError += (_, message) => faults.Add(message);

        await page.GotoAsync("/search");
        var field = page.GetByRole(AriaRole.Combobox, new PageGetByRoleOptions { Name = "A server, a tool, or what it does" });
        await field.PressSequentiallyAsync("messag");
        var options = page.GetByRole(AriaRole.Option);
        await Assertions.Expect(options).ToHaveCountAsync(4);
        await Assertions.Expect(field).ToHaveAttributeAsync("aria-expanded", "true");
        await page.WaitForURLAsync("**/search?q=messag");
        (await page.Locator(".suggest img, .suggest i, .suggest b").CountAsync()).ShouldBe(0, "strangers' text is text");
        await Assertions.Expect(page.GetByRole(AriaRole.Status).Filter(new LocatorFilterOptions { HasText = "4 tools found" })).ToHaveCountAsync(1);

        await field.PressAsync("ArrowDown");
        await field.PressAsync("ArrowDown");
        await Assertions.Expect(options.Nth(1)).ToHaveAttributeAsync("aria-selected", "true");
        (await field.GetAttributeAsync("aria-activedescendant")).ShouldBe(await options.Nth(1).GetAttributeAsync("id"));
        await field.PressAsync("ArrowUp");
        await Assertions.Expect(options.Nth(0)).ToHaveAttributeAsync("aria-selected", "true");
        await field.PressAsync("Escape");
        await Assertions.Expect(field).ToHaveAttributeAsync("aria-expanded", "false");

        var times = await page.EvaluateAsync<double[]>(Measure, "message");
        output.WriteLine($"from key to results: best {times[0]:F1} ms, median {times[times.Length / 2]:F1} ms, p95 {times[times.Length * 95 / 100]:F1} ms, worst {times[^1]:F1} ms");
        times.ShouldNotBeEmpty();

        await field.FillAsync("delete message");
        await Assertions.Expect(options.First).ToContainTextAsync("delete_message");
        await field.PressAsync("ArrowDown");
        await field.PressAsync("Enter");
        await page.WaitForURLAsync("**/servers/mailer/tools/delete-message/");
        faults.ShouldBeEmpty();
    }

    [BrowserFact]
    [Trait("Category", "Browser")]
    public async Task Without_script_the_same_field_leads_to_the_same_results()
    {
        using var folder = new PublishingFolder(SearchEngine.CreateWriter());
        folder.Options = folder.Options with { Pages = SitePages.All };
        folder.Put(1, "mailer", Assessed.Tool("send_message"), Assessed.Tool("delete_message"));
        await folder.PublishAsync();
        await using var site = await RunningSite.StartAsync(folder, options => options with { Modules = SiteModules.All });
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright);
        var page = await browser.PageAsync(new BrowserNewContextOptions { BaseURL = site.Root.AbsoluteUri, JavaScriptEnabled = false });
        await page.GotoAsync("/");
        await page.Locator("#q").FillAsync("delete message");
        await page.Locator("#q").PressAsync("Enter");
        await page.WaitForURLAsync("**/search?q=delete+message");
        (await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "delete_message" }).CountAsync()).ShouldBeGreaterThan(0);
    }
}
