using System.Globalization;
using System.Text;
using System.Xml;
using Catalogue.Site.Api.Feeds;
using Catalogue.Site.Api.Http;
using Catalogue.Site.Publishing;
using Catalogue.Site.Serving;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Catalogue.Site.Api.Files;

/// <summary>What crawlers and agents look for at the root: <c>/robots.txt</c>, <c>/sitemap.xml</c> with its parts, <c>/llms.txt</c>.</summary>
public sealed class SiteFilesModule : IEndpointModule
{
    private const string SitemapNamespace = "http://www.sitemaps.org/schemas/sitemap/0.9";
    private const int ServersInPart = 500;
    private const int MaxUrls = 50_000;

    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder routes)
    {
        Door.Map(routes, "/robots.txt", door => TextAsync(door, Robots(door.Origin)));
        Door.Map(routes, "/llms.txt", door => TextAsync(door, LlmsText.Write(door.Catalogue.Stats, door.Http.RequestServices.GetRequiredService<SiteContext>().Attacks, door.Origin)));
        Door.Map(routes, "/sitemap.xml", IndexAsync);
        Door.Map(routes, "/sitemaps/pages.xml", PagesAsync);
        Door.Map(routes, "/sitemaps/servers-{part:int}.xml", PartAsync);
    }

    private static string Robots(string origin)
    {
        var text = "User-agent: *\nDisallow: /search?*&\nDisallow: /mcp\nDisallow: /healthz\nDisallow: /metrics\n";
        return origin.Length == 0 ? text : $"{text}\nSitemap: {origin}/sitemap.xml\n";
    }

    private static Task IndexAsync(Door door)
    {
        var origin = Origin(door);
        return XmlAsync(door, xml =>
        {
            xml.WriteStartElement("sitemapindex", SitemapNamespace);
            Write(xml, "sitemap", origin + "/sitemaps/pages.xml", door.Catalogue.Stats.PublishedAt);
            var parts = (door.Catalogue.Stats.Servers + ServersInPart - 1) / ServersInPart;
            for (var part = 1; part <= parts; part++) Write(xml, "sitemap", string.Create(CultureInfo.InvariantCulture, $"{origin}/sitemaps/servers-{part}.xml"), null);
            xml.WriteEndElement();
        });
    }

    private static Task PagesAsync(Door door)
    {
        var origin = Origin(door);
        var services = door.Http.RequestServices;
        var routes = new SortedSet<string>(StringComparer.Ordinal) { "/", "/servers/", "/attacks/", "/rules/", "/methodology/", "/changes/", "/crawl/" };
        if (door.Catalogue is ICatalogueView view && services.GetService<PageSet>() is { } pages)
        {
            var site = services.GetRequiredService<SiteContext>();
            foreach (var kind in pages.OfCatalogue.Where(kind => !kind.NoIndex)) routes.UnionWith(kind.Routes(view, site));
        }
        return XmlAsync(door, xml =>
        {
            xml.WriteStartElement("urlset", SitemapNamespace);
            foreach (var route in routes.Take(MaxUrls)) Write(xml, "url", origin + route, door.Catalogue.Stats.PublishedAt);
            xml.WriteEndElement();
        });
    }

    private static Task PartAsync(Door door)
    {
        var origin = Origin(door);
        var part = int.Parse((string)door.Http.Request.RouteValues["part"]!, CultureInfo.InvariantCulture);
        string? after = null;
        for (var skipped = 1; skipped < part; skipped++)
        {
            var before = door.Catalogue.ListServers(after, ServersInPart);
            if (before.Count < ServersInPart) throw ApiProblem.NotFound("part", "The site map has no such part; /sitemap.xml lists them.");
            after = before[^1].Slug;
        }
        var servers = door.Catalogue.ListServers(after, ServersInPart);
        if (servers.Count == 0) throw ApiProblem.NotFound("part", "The site map has no such part; /sitemap.xml lists them.");
        return XmlAsync(door, xml =>
        {
            xml.WriteStartElement("urlset", SitemapNamespace);
            var left = MaxUrls;
            foreach (var summary in servers)
            {
                if (door.Catalogue.FindServer(summary.Slug) is not { } server) continue;
                var tools = server.PresentTools.Take(Math.Max(0, --left)).ToList();
                left -= tools.Count;
                Write(xml, "url", origin + SiteRoutes.Server(summary.Slug), ServerTimes.LastChange(server));
                foreach (var tool in tools) Write(xml, "url", origin + SiteRoutes.Tool(summary.Slug, tool.Record.Slug), tool.Record.ChangedAt);
            }
            xml.WriteEndElement();
        });
    }

    private static string Origin(Door door) => door.Origin.Length > 0
        ? door.Origin
        : throw ApiProblem.NotFound("path", "A site map needs absolute addresses: start the site with --public-url https://… to have one.");

    private static void Write(XmlWriter xml, string element, string location, DateTimeOffset? changed)
    {
        xml.WriteStartElement(element, SitemapNamespace);
        xml.WriteElementString("loc", SitemapNamespace, WellFormed.Clean(location));
        if (changed is { } at) xml.WriteElementString("lastmod", SitemapNamespace, at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        xml.WriteEndElement();
    }

    private static async Task XmlAsync(Door door, Action<XmlWriter> write)
    {
        using var stream = new MemoryStream();
        await using (var xml = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Async = true }))
        {
            xml.WriteStartDocument();
            write(xml);
        }
        await door.BytesAsync("application/xml; charset=utf-8", stream.ToArray());
    }

    private static Task TextAsync(Door door, string text) => door.BytesAsync("text/plain; charset=utf-8", Encoding.UTF8.GetBytes(text));
}
