using System.Collections.Concurrent;
using System.Text;
using Catalogue.Site.Api.Http;
using Catalogue.Site.Pages.Find;
using Catalogue.Site.Policies;
using Catalogue.Site.Search;
using Catalogue.Site.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Catalogue.Site.Publishing.Export;

/// <summary>
/// Writes the last generation as plain files for any static host: the same pages, policies, feeds and badges, with links below
/// the base URL, and a search that works there. What the site answers otherwise is asked of the site itself, over loopback.
/// </summary>
public sealed class StaticExporter(SiteHostOptions site, ExportOptions options)
{
    private const int RoutesPerRead = 500;

    // Answers that nothing links to, but that others look for.
    private static readonly string[] Roots = ["/robots.txt", "/sitemap.xml", "/sitemaps/pages.xml", "/llms.txt", "/feeds/changes.atom", "/api/v1/dump.jsonl.gz", "/api/v1/stats", "/openapi/v1.json"];

    // One tool's policy is written in the formats that are asked for most; all formats are written for each server.
    private static readonly string[] ToolFormats = ["catalogue", "claude-code"];

    private readonly ConcurrentDictionary<string, byte> _linked = new(StringComparer.Ordinal);
    private readonly string? _liveSearch = site.Site.Assets.FindByPath("search.js")?.Url;
    private int _pages;

    /// <summary>Writes everything.</summary>
    /// <exception cref="PublishException">Nothing is published yet, or the folder can't be used.</exception>
    public async Task<ExportResult> ExportAsync(CancellationToken cancellationToken)
    {
        var folder = new ExportFolder(options.Folder);
        await using var app = SiteHost.Build(site with
        {
            Urls = ["http://127.0.0.1:0"],
            Address = new SiteAddress(options.BaseUrl, options.ReportUrl),
            // One generation from beginning to end.
            RefreshInterval = TimeSpan.FromDays(1),
            Services = services => services.AddSingleton(new DoorOptions { RequestsPerMinute = 0 }),
        });
        await SiteHost.StartAsync(app, cancellationToken).ConfigureAwait(false);
        var view = app.Services.GetRequiredService<GenerationStore>().Generation
            ?? throw new PublishException("Nothing has been published yet: there is nothing to export.");
        await WritePagesAsync(app, view, folder, cancellationToken).ConfigureAwait(false);
        WriteAssets(folder);
        await WritePoliciesAsync(view, folder, cancellationToken).ConfigureAwait(false);
        WriteSearch(view, folder);
        var missing = await WriteAnswersAsync(app, folder, cancellationToken).ConfigureAwait(false);
        return new ExportResult(_pages, folder.Files, folder.Written, folder.RemoveOthers(), missing);
    }

    private static string FileOf(string route) => route.EndsWith('/') ? route[1..] + "index.html" : route[1..];

    private async Task WritePagesAsync(WebApplication app, GenerationView view, ExportFolder folder, CancellationToken cancellationToken)
    {
        var composer = new PageComposer(view, site.Site, site.Pages, new SiteAddress(options.BaseUrl, options.ReportUrl), app.Services.GetRequiredService<PageRendererPool>());
        var stored = StoredRoutes(view).Select(route => (Route: route, Make: (Func<Task<ComposedPage?>>)(() => composer.ComposeStoredAsync(route))));
        await WriteAllAsync(stored, folder, cancellationToken).ConfigureAwait(false);
        var routes = new CatalogueRoutes(site.Pages.OfCatalogue);
        var others = site.Pages.OfCatalogue.SelectMany(kind => kind.Routes(view, site.Site)).Distinct(StringComparer.Ordinal)
            .Select(route => (Route: route, Make: (Func<Task<ComposedPage?>>)(() => RenderAsync(composer, routes, view, route))));
        await WriteAllAsync(others, folder, cancellationToken).ConfigureAwait(false);
        var search = await composer.RenderAsync(PageRequest.For<SearchPage>("/search/", new SearchModel(new SearchQuery(""), null, 1, 10))).ConfigureAwait(false);
        WritePage(folder, "/search/", search, $"<script src=\"{site.Site.Asset("static-search.js")}\" defer></script>");
        if (site.Pages.NotFound is not { } notFound) return;
        var request = new CataloguePageRequest(view, site.Site, "/404.html", new Dictionary<string, string> { ["path"] = "" }, 1);
        WritePage(folder, "/404.html", await composer.RenderAsync(notFound(request)).ConfigureAwait(false), "");
    }

    private Task WriteAllAsync(IEnumerable<(string Route, Func<Task<ComposedPage?>> Make)> pages, ExportFolder folder, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(pages, cancellationToken, async (page, _) =>
        {
            if (await page.Make().ConfigureAwait(false) is { } composed) WritePage(folder, page.Route, composed, "");
        });

    private async Task<ComposedPage?> RenderAsync(PageComposer composer, CatalogueRoutes routes, GenerationView view, string route)
    {
        if (routes.Match(route) is not { } match) return null;
        var request = new CataloguePageRequest(view, site.Site, match.Route, match.Values, match.Page);
        return match.Kind.Page(request) is { } page ? await composer.RenderAsync(page).ConfigureAwait(false) : null;
    }

    private void WritePage(ExportFolder folder, string route, ComposedPage page, string head)
    {
        var html = Encoding.UTF8.GetString(ContentCodings.Gunzip(page.Gzip));
        // A static host sends no headers of ours: the policy goes into the page, without what only a header may say.
        var policy = SecurityHeaders.ContentSecurityPolicy.Replace("frame-ancestors 'none'; ", "", StringComparison.Ordinal);
        var at = html.IndexOf("<head>", StringComparison.Ordinal);
        if (at >= 0) html = html.Insert(at + "<head>".Length, $"\n<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">{head}");
        folder.Write(FileOf(route), Encoding.UTF8.GetBytes(HtmlLinks.Rewrite(html, Map)));
        Interlocked.Increment(ref _pages);
    }

    private string? Map(string link)
    {
        var end = link.IndexOfAny(['?', '#']);
        var path = end < 0 ? link : link[..end];
        var rest = end < 0 ? "" : link[end..];
        if (path == "/search") path = "/search/";
        // Answers while typing come from our server; here the search page answers.
        if (path == _liveSearch) return null;
        if (path.StartsWith("/policies/", StringComparison.Ordinal) && !IsWritten(path)) return null;
        if (!path.StartsWith("/assets/", StringComparison.Ordinal)) _linked.TryAdd(path, 0);
        return options.BasePath + path + rest;
    }

    private static bool IsWritten(string policyPath)
    {
        var segments = policyPath.Split('/');
        return segments.Length == 4 || (segments.Length == 5 && ToolFormats.Contains(Path.GetFileNameWithoutExtension(segments[^1])));
    }

    private void WriteAssets(ExportFolder folder)
    {
        foreach (var asset in site.Site.Assets.All) folder.Write(asset.Url[1..], asset.Content);
    }

    private Task WritePoliciesAsync(GenerationView view, ExportFolder folder, CancellationToken cancellationToken)
    {
        var toolFormats = ToolFormats.Select(PolicyFormats.Find).OfType<IPolicyFormat>().ToList();
        return Parallel.ForEachAsync(Servers(view), cancellationToken, (summary, _) =>
        {
            if (summary.Tools == 0 || summary.Withdrawn || view.FindServer(summary.Slug) is not { } server) return ValueTask.CompletedTask;
            foreach (var format in PolicyFormats.All) Write(format, server, null);
            foreach (var tool in server.PresentTools)
            {
                foreach (var format in toolFormats) Write(format, server, tool);
            }
            return ValueTask.CompletedTask;
        });

        void Write(IPolicyFormat format, AssessedServer server, AssessedTool? tool) => folder.Write(
            SiteRoutes.Policy(server.Record.Slug, tool?.Record.Slug, format.Id, format.Extension)[1..],
            Encoding.UTF8.GetBytes(PolicyDownloads.Write(format, server, tool?.Record.Name, null, view.Stats, site.Site.Decisions).Content));
    }

    private static void WriteSearch(GenerationView view, ExportFolder folder)
    {
        var shards = new SearchShards(folder);
        foreach (var server in Servers(view))
        {
            foreach (var tool in view.ListServerTools(server.Slug)) shards.Add(tool);
        }
        shards.Finish();
    }

    // What pages link to and is no page: feeds, badges, data. The site itself knows how to answer.
    private async Task<IReadOnlyList<string>> WriteAnswersAsync(WebApplication app, ExportFolder folder, CancellationToken cancellationToken)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(app.Urls.First()), Timeout = TimeSpan.FromMinutes(10) };
        var missing = new ConcurrentBag<string>();
        var map = await client.GetStringAsync(new Uri("/sitemap.xml", UriKind.Relative), cancellationToken).ConfigureAwait(false);
        var parts = map.Split("<loc>").Skip(1).Select(part => part[..part.IndexOf("</loc>", StringComparison.Ordinal)]).Select(url => Below(url)).OfType<string>();
        var wanted = _linked.Keys.Concat(Roots).Concat(parts).Distinct(StringComparer.Ordinal).Where(path => !folder.Has(FileOf(path)));
        await Parallel.ForEachAsync(wanted, cancellationToken, async (path, stop) =>
        {
            using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), stop).ConfigureAwait(false);
            if (!answer.IsSuccessStatusCode || !folder.Write(FileOf(Uri.UnescapeDataString(path)), await answer.Content.ReadAsByteArrayAsync(stop).ConfigureAwait(false))) missing.Add(path);
        }).ConfigureAwait(false);
        return [.. missing.Order(StringComparer.Ordinal)];
    }

    private string? Below(string url)
    {
        var origin = new SiteAddress(options.BaseUrl, null).Origin;
        return url.StartsWith(origin + "/", StringComparison.Ordinal) ? url[origin.Length..] : null;
    }

    private static IEnumerable<string> StoredRoutes(GenerationView view)
    {
        var after = "";
        while (view.ListPages(after, RoutesPerRead) is { Count: > 0 } some)
        {
            foreach (var route in some) yield return route;
            after = some[^1];
        }
    }

    private static IEnumerable<ServerSummary> Servers(GenerationView view)
    {
        string? after = null;
        while (view.ListServers(after, RoutesPerRead) is { Count: > 0 } some)
        {
            foreach (var server in some) yield return server;
            after = some[^1].Slug;
        }
    }
}
