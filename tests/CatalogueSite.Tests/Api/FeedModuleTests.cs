using System.Diagnostics;
using System.Net;
using System.Text.Json;
using System.Xml.Linq;
using Catalogue.Site.Tests.Support;
using Catalogue.TestSupport;

namespace Catalogue.Site.Tests.Api;

public sealed class FeedModuleTests : IAsyncLifetime
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private DoorHost _host = null!;

    public async Task InitializeAsync() => _host = await DoorHost.StartAsync(await DoorFixtures.CatalogueAsync());

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData("/feeds/changes.atom", 3)]
    [InlineData("/feeds/servers/io-example-shop.atom", 3)]
    [InlineData("/feeds/categories/destructive.atom", 1)]
    [InlineData("/feeds/categories/financial.atom", 0)]
    [InlineData("/feeds/risk/critical.atom", 1)]
    [InlineData("/feeds/risk/low.atom", 2)]
    public async Task Feeds_are_whole_atom_documents(string path, int entries)
    {
        using var response = await _host.Client.GetAsync(new Uri(path, UriKind.Relative));
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/atom+xml");
        var feed = AtomRules.Check(await response.Content.ReadAsStringAsync());
        feed.Name.ShouldBe(Atom + "feed");
        feed.Elements(Atom + "entry").Count().ShouldBe(entries);
        feed.Element(Atom + "author")!.Element(Atom + "name")!.Value.ShouldNotBeEmpty();
        var self = feed.Elements(Atom + "link").Single(link => (string?)link.Attribute("rel") == "self");
        ((string)self.Attribute("href")!).ShouldBe("https://catalogue.example" + path);
        foreach (var holder in feed.Elements(Atom + "entry").Prepend(feed))
        {
            holder.Elements(Atom + "id").Single().Value.ShouldMatch(@"^tag:catalogue\.example,2026:[a-z0-9/-]+$");
            holder.Elements(Atom + "title").Single().Value.ShouldNotBeEmpty();
            DateTimeOffset.TryParse(holder.Elements(Atom + "updated").Single().Value, out _).ShouldBeTrue();
            holder.Elements(Atom + "link").Count(link => (string?)link.Attribute("rel") == "alternate").ShouldBe(1);
        }
        feed.Descendants(Atom + "id").Select(id => id.Value).Distinct().Count().ShouldBe(entries + 1);
    }

    [Fact]
    public async Task A_feed_keeps_its_shape() => Golden.ShouldMatch(await _host.GetAsync("/feeds/changes.atom"), "Api/Golden/changes.atom");

    [Theory]
    [InlineData("/feeds/servers/nobody.atom")]
    [InlineData("/feeds/categories/evil.atom")]
    [InlineData("/feeds/categories/4.atom")]
    [InlineData("/feeds/rules/no-such-rule.atom")]
    [InlineData("/feeds/risk/high")]
    public async Task A_feed_of_nothing_is_not_found(string path)
    {
        using var response = await _host.Client.GetAsync(new Uri(path, UriKind.Relative));
        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Names_that_xml_cannot_carry_do_not_break_a_feed()
    {
        var nasty = Assessed.Server("na\u0001sty <x>&\u202e", Assessed.Tool("t\u0000ool\ud800]]>", slug: "tool"));
        nasty = nasty with
        {
            Record = nasty.Record with { Slug = "nasty", History = [new(1, 1, "t\u0000ool\ud800]]>", Crawler.Model.ChangeKind.Added, DoorFixtures.Day, null, null, [])] },
        };
        await using var host = await DoorHost.StartAsync(await FakeCatalogue.CreateAsync(nasty));
        var feed = AtomRules.Check(await host.GetAsync("/feeds/servers/nasty.atom"));
        feed.Descendants(Atom + "entry").Single().Element(Atom + "title")!.Value.ShouldBe("New: t\ufffdool\ufffd]]> of na\ufffdsty <x>&\ufffd");
    }

    [NpmFact]
    [Trait("Category", "Soak")]
    public async Task A_feed_parser_that_nobody_here_wrote_reads_every_kind_of_feed()
    {
        using var folder = new ScratchFolder();
        (await RunAsync(folder.Path, "npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", folder.Path, "@rowanmanning/feed-parser@2.1.5")).Code.ShouldBe(0);
        foreach (var (path, entries) in new[] { ("/feeds/changes.atom", 3), ("/feeds/servers/io-example-shop.atom", 3), ("/feeds/categories/destructive.atom", 1), ("/feeds/categories/financial.atom", 0), ("/feeds/risk/low.atom", 2) })
        {
            folder.Write("feed.atom", await _host.GetAsync(path));
            folder.Write("read.mjs", """
                import { readFileSync } from 'node:fs';
                import { parseFeed } from '@rowanmanning/feed-parser';
                const feed = parseFeed(readFileSync('feed.atom', 'utf8'));
                console.log(JSON.stringify({ type: feed.meta.type, title: feed.title, self: feed.self, items: feed.items.map(({ id, title, url, updated }) => ({ id, title, url, updated })) }));
                """);
            var (code, output) = await RunAsync(folder.Path, "node", "read.mjs");
            code.ShouldBe(0, output);
            using var feed = JsonDocument.Parse(output);
            feed.RootElement.GetProperty("type").GetString().ShouldBe("atom");
            feed.RootElement.GetProperty("self").GetString().ShouldBe("https://catalogue.example" + path);
            var items = feed.RootElement.GetProperty("items").EnumerateArray().ToList();
            items.Count.ShouldBe(entries);
            items.ShouldAllBe(item => item.GetProperty("id").GetString()!.StartsWith("tag:catalogue.example,2026:changes/") && item.GetProperty("url").GetString()!.StartsWith("https://catalogue.example/servers/") && item.GetProperty("updated").GetString() != null);
        }
    }

    private static async Task<(int Code, string Output)> RunAsync(string folder, string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output);
    }
}
