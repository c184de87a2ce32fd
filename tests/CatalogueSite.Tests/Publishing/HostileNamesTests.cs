using System.Net;
using System.Text.RegularExpressions;
using Catalogue.Classifier.Model;
using Catalogue.Crawler.Model;
using Catalogue.Crawler.Storage;
using Catalogue.Site.Pages;
using Catalogue.Site.Publishing;
using Catalogue.Site.Serving;
using Catalogue.Site.Tests.Serving;

namespace Catalogue.Site.Tests.Publishing;

/// <summary>Servers and tools named like anything at all, through the real database, the real pages and the real site.</summary>
public sealed partial class HostileNamesTests
{
    private static readonly string[] Names =
    [
        "CON", "con", "..", ".", "...", "index", "INDEX", "page", "tools", "a/b", "a%2Fb", "a%252Fb", "<script>alert(1)</script>", "\"'><img src=x onerror=alert(1)>", "😀", "名前",
        "\u202etxt.exe", "a\u200bb", "{{7*7}}", "@Model", "part-00-", "line\nfeed", new string('x', 10_000), new string('É', 300), "-", "--", "nul.txt", "aux", "favicon.ico", "javascript:alert(1)", " ", "null",
    ];

    [Fact]
    public async Task Each_has_a_page_of_its_own_under_a_safe_slug()
    {
        using var folder = new PublishingFolder();
        folder.Options = folder.Options with { Pages = SitePages.All };
        using var store = await CatalogueStore.OpenAsync(DatabaseAddress.Parse(null, folder.Path));
        var batch = Names.Select(name => new DiscoveredServer
        {
            Source = "hostile",
            Name = name,
            Title = name,
            Description = name,
            DeclaredTools = [.. Names.Select(tool => new ToolDefinition { Name = tool, Title = tool, Description = $"Reads {tool}." })],
        }).ToList();
        await store.UpsertDiscoveredAsync(batch, default);
        var result = await new Publisher(folder.Options).PublishAsync(store, null, default);
        await using var site = await RunningSite.StartAsync(folder, options => options with { Modules = SiteModules.All, Pages = SitePages.All });
        using var generations = folder.Open();
        var servers = generations.View!.ListServers(0, 1000);
        servers.Count.ShouldBe(result.Stats.Servers);
        servers.Select(server => server.Slug).ShouldBeUnique();
        foreach (var summary in servers)
        {
            SafeSlug().IsMatch(summary.Slug).ShouldBeTrue(summary.Slug);
            await ShouldShowAsync(site, SiteRoutes.Server(summary.Slug));
        }
        var one = generations.View.FindServer(servers[0].Name)!;
        one.Tools.Select(tool => tool.Record.Slug).ShouldBeUnique();
        one.Tools.Count.ShouldBeGreaterThanOrEqualTo(Names.Length - 2);
        foreach (var tool in one.Tools)
        {
            SafeSlug().IsMatch(tool.Record.Slug).ShouldBeTrue(tool.Record.Slug);
            await ShouldShowAsync(site, SiteRoutes.Tool(one.Record.Slug, tool.Record.Slug));
        }
    }

    private static async Task ShouldShowAsync(RunningSite site, string route)
    {
        using var answer = await site.GetAsync(route);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, route);
        var html = await answer.Content.ReadAsStringAsync();
        html.ShouldContain("<h1");
        html.ShouldNotContain("<script>alert");
        html.ShouldNotContain("<img src=x");
    }

    [GeneratedRegex("^-?[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex SafeSlug();
}
