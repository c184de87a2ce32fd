using Catalogue.Crawler.Model;
using Catalogue.Site.Pages;
using Catalogue.Site.Publishing;
using Catalogue.Site.Search;
using Catalogue.Site.Serving;
using Catalogue.Site.Tests.Publishing;
using Catalogue.Site.Tests.Serving;
using Catalogue.Site.Tests.Support;
using Catalogue.TestSupport;
using Microsoft.Playwright;

namespace Catalogue.Site.Tests.Pages.Browser;

/// <summary>The real site over a small catalogue, and one Chromium for all tests that look at it.</summary>
public sealed class SampleSite : IAsyncLifetime
{
    private readonly PublishingFolder _folder = new(SearchEngine.CreateWriter());
    private RunningSite? _site;
    private IPlaywright? _playwright;

    /// <summary>One path of every kind of page and state.</summary>
    public static readonly string[] Paths =
    [
        "/", "/servers/", "/servers/example-pictures/", "/servers/example-mail/", "/servers/example-odd/", "/servers/example-locked/", "/servers/example-gone/", "/servers/example-modes/",
        "/servers/example-pictures/tools/imagebackgroundremoval/", "/servers/example-mail/tools/run-script/", "/servers/example-pictures/tools/imageold/",
        "/servers/example-odd/tools/odd-0/", "/servers/example-odd/tools/odd-18/", "/servers/example-odd/tools/long/", "/servers/example-gone/tools/wipe-disk/",
        "/categories/destructive/", "/risk/critical/", "/capabilities/deletes/", "/rules/", "/rules/verb-remove/", "/attacks/", "/methodology/", "/changes/", "/crawl/", "/crawler/",
        "/search", "/search?q=delete", "/search?q=nothingatallhasthis", "/no/such/page/",
    ];

    /// <summary>One of each kind, for what takes long to look at twice.</summary>
    public static readonly string[] Kinds =
    [
        "/", "/servers/", "/servers/example-mail/", "/servers/example-pictures/tools/imagebackgroundremoval/", "/categories/destructive/",
        "/rules/verb-remove/", "/attacks/", "/methodology/", "/changes/", "/crawl/", "/search?q=delete", "/no/such/page/",
    ];

    public IBrowser Browser { get; private set; } = null!;

    public Uri Root => _site!.Root;

    public async Task InitializeAsync()
    {
        if (!BrowserFactAttribute.FindDriver() || !File.Exists(BrowserFactAttribute.Browser)) return;
        foreach (var server in SampleServers.All) _folder.Reader.Put(server);
        _folder.Reader.Put(Modes());
        _folder.Reader.Passes.Add(new CrawlPass(
            1, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddMinutes(3),
            [new SourceReport("featured", 5, 0, 0, null, null), new SourceReport("mirror", 0, 0, 0, null, "It could not be reached.")],
            new Dictionary<Outcome, int> { [Outcome.Observed] = 3, [Outcome.AuthRequired] = 1 }));
        _folder.Options = _folder.Options with { Pages = SitePages.All };
        await _folder.PublishAsync();
        _site = await RunningSite.StartAsync(_folder, options => options with { Modules = SiteModules.All, Address = new SiteAddress(null, new Uri("https://example.com/report")) });
        _playwright = await Playwright.CreateAsync();
        Browser = await Chromium.LaunchAsync(_playwright);
    }

    /// <summary>A page of its own, in a window of its own, which notes whatever should not happen.</summary>
    public async Task<WatchedPage> OpenAsync(string path, int width = 1280, bool dark = false, bool script = true)
    {
        var context = await Browser.WindowAsync(new BrowserNewContextOptions
        {
            BaseURL = Root.AbsoluteUri,
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            JavaScriptEnabled = script,
            AcceptDownloads = true,
        });
        var watched = new WatchedPage(context, await context.NewPageAsync(), Root);
        await watched.Page.GotoAsync(path);
        return watched;
    }

    // Tools that a condition on their arguments can narrow.
    private static ServerRecord Modes() => Assessed.Record("example/modes",
        Assessed.Tool("set_mode", "Deletes or lists the stored items.", """{"type":"object","required":["action"],"properties":{"action":{"type":"string","enum":["list","delete"]}}}"""),
        Assessed.Tool("sync_all", "Overwrites and deletes files at the target.", """{"type":"object","properties":{"dry_run":{"type":"boolean"}}}"""),
        Assessed.Tool("list_items", "Lists items.")) with
    { Id = 9 };

    public async Task DisposeAsync()
    {
        if (Browser is not null) await Browser.DisposeAsync();
        _playwright?.Dispose();
        if (_site is not null) await _site.DisposeAsync();
        _folder.Dispose();
    }
}
