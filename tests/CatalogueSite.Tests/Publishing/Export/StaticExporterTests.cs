using System.Text.RegularExpressions;
using Catalogue.Site.Pages;
using Catalogue.Site.Publishing;
using Catalogue.Site.Publishing.Export;
using Catalogue.Site.Search;
using Catalogue.Site.Serving;
using Catalogue.Site.Tests.Support;
using Catalogue.TestSupport;
using Microsoft.Playwright;

namespace Catalogue.Site.Tests.Publishing.Export;

public sealed partial class StaticExporterTests
{
    private const int QueryBudget = 100_000;

    [Fact]
    public async Task Every_link_of_every_page_leads_to_a_file()
    {
        using var folder = await PublishedAsync(60, 8);
        using var target = new ScratchFolder();
        var result = await ExportAsync(folder, target.Path);
        result.Missing.ShouldBeEmpty();
        result.Pages.ShouldBeGreaterThan(68);
        foreach (var page in Directory.EnumerateFiles(target.Path, "*.html", SearchOption.AllDirectories))
        {
            foreach (Match link in Links().Matches(await File.ReadAllTextAsync(page)))
            {
                var path = link.Groups[1].Value.Split('?', '#')[0];
                path.ShouldStartWith("/risk/", customMessage: page);
                var file = Path.Combine(target.Path, path["/risk/".Length..].TrimStart('/'));
                File.Exists(path.EndsWith('/') ? Path.Combine(file, "index.html") : file).ShouldBeTrue($"{page} links to {path}");
            }
        }
        File.Exists(Path.Combine(target.Path, "404.html")).ShouldBeTrue();
        (await File.ReadAllTextAsync(Path.Combine(target.Path, "sitemap.xml"))).ShouldContain("https://example.org/risk/");
    }

    [Fact]
    public async Task A_second_export_writes_only_what_changed_and_removes_what_is_gone()
    {
        using var folder = await PublishedAsync(20, 3);
        using var target = new ScratchFolder();
        await ExportAsync(folder, target.Path);
        (await ExportAsync(folder, target.Path)).Written.ShouldBe(0);
        await File.WriteAllTextAsync(Path.Combine(target.Path, "left-over.html"), "x");
        (await ExportAsync(folder, target.Path)).Removed.ShouldBe(1);
    }

    [Fact]
    public async Task A_folder_with_other_things_in_it_is_left_alone()
    {
        using var folder = await PublishedAsync(5, 1);
        using var target = new ScratchFolder();
        await File.WriteAllTextAsync(Path.Combine(target.Path, "thesis.doc"), "mine");
        (await Should.ThrowAsync<PublishException>(() => ExportAsync(folder, target.Path))).Message.ShouldContain("holds other things");
        File.Exists(Path.Combine(target.Path, "thesis.doc")).ShouldBeTrue();
    }

    [Theory]
    [InlineData(31_000)]
    public void A_first_query_loads_little_however_large_the_catalogue(int tools)
    {
        using var target = new ScratchFolder();
        var folder = new ExportFolder(target.Path);
        var shards = new SearchShards(folder);
        var assessor = new ServerAssessor(Support.Assessed.Classifier);
        foreach (var server in CatalogueGenerator.Servers(tools, tools / 7).Select(assessor.Assess))
        {
            foreach (var tool in server.PresentTools)
            {
                shards.Add(new ToolSummary(
                    server.Record.Slug, server.Record.Name, tool.Record.Slug, tool.Record.Name, null, ToolSentence.Of(tool.Record.Definition.Description),
                    tool.Verdict.Category, tool.Verdict.Risk, tool.Verdict.Confidence, tool.Verdict.Contested, tool.Verdict.Capabilities, 0));
            }
        }
        shards.Finish();
        var index = Path.Combine(target.Path, SearchShards.Folder);
        var words = Directory.EnumerateFiles(index, "w-*").Select(file => new FileInfo(file).Length).OrderDescending().ToList();
        var tool10 = Directory.EnumerateFiles(index, "t-*").Select(file => new FileInfo(file).Length).OrderDescending().Take(10).Sum();
        var script = SiteAssets.Embedded.FindByPath("static-search.js")!.Content.Length;
        // The worst there is: three words in the three largest shards, ten results in the ten largest files.
        (words.Take(3).Sum() + tool10 + script + new FileInfo(Path.Combine(index, "manifest.json")).Length).ShouldBeLessThan(QueryBudget);
    }

    [BrowserFact]
    [Trait("Category", "Browser")]
    public async Task Search_works_in_a_browser_from_a_plain_file_server()
    {
        using var folder = await PublishedAsync(300, 40);
        using var target = new ScratchFolder();
        await ExportAsync(folder, target.Path);
        await using var files = await PlainFileServer.StartAsync(target.Path, "/risk");
        BrowserFactAttribute.FindDriver();
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright);
        var page = await browser.PageAsync();
        var complaints = new List<string>();
        page.Console += (_, message) => { if (message.Type is "error" or "warning") complaints.Add(message.Text); };
        page.PageError += (_, error) => complaints.Add(error);
        await page.GotoAsync(files.Root + "risk/");
        files.Sent = 0;
        await page.FillAsync("header input[name=q]", "invoice <b>");
        await page.Locator("header button").ClickAsync();
        await page.WaitForSelectorAsync(".results .lines li");
        files.IndexSent.ShouldBeLessThan(QueryBudget);
        (await page.Locator(".results .line-name a").First.InnerTextAsync()).ShouldContain("invoice");
        await page.Locator(".results .line-name a").First.ClickAsync();
        await page.WaitForURLAsync("**/tools/**");
        var policy = await page.Locator("a[download]").First.GetAttributeAsync("href");
        (await page.APIRequest.GetAsync(new Uri(new Uri(page.Url), policy).ToString())).Ok.ShouldBeTrue();
        await page.FillAsync("header input[name=q]", "the");
        await page.Locator("header button").ClickAsync();
        await Assertions.Expect(page.Locator(".results .total")).ToContainTextAsync("add one that tells more");
        files.Missing.ShouldBeEmpty();
        complaints.ShouldBeEmpty();
    }

    private static async Task<PublishingFolder> PublishedAsync(int tools, int servers)
    {
        var folder = new PublishingFolder(SearchEngine.CreateWriter());
        folder.Options = folder.Options with { Pages = SitePages.All };
        foreach (var server in CatalogueGenerator.Servers(tools, servers)) folder.Reader.Put(server);
        await folder.PublishAsync();
        return folder;
    }

    private static Task<ExportResult> ExportAsync(PublishingFolder folder, string target) => new StaticExporter(
        new SiteHostOptions { DataFolder = folder.Path, Site = folder.Options.Site, Pages = SitePages.All, Engine = folder.Options.Index },
        new ExportOptions(target, new Uri("https://example.org/risk/"), null)).ExportAsync(default);

    [GeneratedRegex("<[a-z]+ [^>]*?(?:href|src|action|formaction)=\"(/[^/\"][^\"]*)\"")]
    private static partial Regex Links();
}
