using Catalogue.Crawler.Model;
using Catalogue.Crawler.Net;
using Catalogue.Crawler.Storage;
using Catalogue.Site.Commands;
using Catalogue.Site.Pages;
using Catalogue.Site.Publishing;
using Catalogue.Site.Search;
using Catalogue.Site.Serving;
using Catalogue.Site.Tests.Publishing;
using Catalogue.Site.Tests.Serving;
using Catalogue.Site.Tests.Support;
using Catalogue.TestSupport;
using Catalogue.TestSupport.Registries;

namespace Catalogue.Site.Tests.Commands;

/// <summary>What whoever runs a server gets to see of a crawl, on the wire, and what they can do about it.</summary>
public sealed class CrawlerMannersTests : IDisposable
{
    private readonly ScratchFolder _data = new();

    [Theory]
    [InlineData("", null)]
    [InlineData("--contact-url https://example.org/who", "https://example.org/who")]
    public async Task Every_request_of_a_crawl_says_who_asks_and_where_to_read_about_it(string arguments, string? contact)
    {
        await using var site = await FakeSite.StartAsync(static _ => new FakeAnswer { Status = 500 });
        (await CrawlAsync(site, arguments)).Outcome.ShouldNotBe(Outcome.RefusedAddress);
        site.Requests.Count.ShouldBeGreaterThan(0);
        site.Requests.ShouldAllBe(request => request.Headers["User-Agent"].StartsWith("mcp-risk-catalogue/") && request.Headers["User-Agent"].EndsWith($" (+{contact ?? ProductHome.Crawler.AbsoluteUri})"));
    }

    [Fact]
    public async Task A_host_in_the_data_folders_list_gets_no_request_and_the_reason_is_kept()
    {
        await using var site = await FakeSite.StartAsync(static _ => new FakeAnswer { Status = 500 });
        _data.Write("leave-out.yaml", "hosts: [127.0.0.1]\n");
        var observation = await CrawlAsync(site, "");
        observation.Outcome.ShouldBe(Outcome.RefusedAddress);
        observation.Reason.ShouldNotBeNull().ShouldContain("127.0.0.1 is left out");
        site.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_address_in_the_user_agent_leads_to_a_page_that_says_what_is_asked_how_often_and_how_to_be_left_out()
    {
        using var folder = new PublishingFolder(SearchEngine.CreateWriter());
        folder.Options = folder.Options with { Pages = SitePages.All };
        folder.Put(1, "a/b", Assessed.Tool("list_things"));
        await folder.PublishAsync();
        await using var site = await RunningSite.StartAsync(folder, options => options with { Modules = SiteModules.All, Address = new SiteAddress(new Uri("https://risk.example.org"), new Uri("https://example.org/issues/new")) });
        using var http = new HttpClient { BaseAddress = site.Root };
        var page = await http.GetStringAsync(ProductHome.CrawlerPath);
        foreach (var said in (string[])["tools/list", "It never calls a tool", "at most 5 a second, 4 at a time", "Retry-After", "3 hours to 14 days", "up to 7 days", "leave-out.yaml", "href=\"https://example.org/issues/new?"]) page.ShouldContain(said);
        (await http.GetStringAsync("/crawl/")).ShouldContain("href=\"/crawler/\"");
        (await http.GetStringAsync("/sitemaps/pages.xml")).ShouldContain("https://risk.example.org/crawler/");
    }

    public void Dispose() => _data.Dispose();

    private async Task<Observation> CrawlAsync(FakeSite site, string arguments)
    {
        var list = _data.Write("list.yaml", $"kind: list\nservers:\n  - name: example/remote\n    url: {site.Url}mcp\n");
        await CatalogueCommands.Create().Parse(["crawl", "--source", list, "--data", _data.Path, "--allow-network", "127.0.0.0/8", .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)]).InvokeAsync();
        using var store = await CatalogueStore.OpenAsync(DatabaseAddress.Parse(null, _data.Path));
        await foreach (var server in store.ReadServersAsync(0, default)) return server.Observation;
        throw new InvalidOperationException("The list was not read.");
    }
}
