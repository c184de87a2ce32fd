using Catalogue.Crawler.Inspection;
using Catalogue.Crawler.Net;
using Catalogue.Crawler.Storage;
using Catalogue.Site.Publishing;

namespace Catalogue.Site.Pages.Crawl;

/// <summary>What the crawler does to whoever runs a server, by its own limits.</summary>
/// <param name="Network">How politely it asks.</param>
/// <param name="Inspection">How much it reads.</param>
/// <param name="Schedule">How often it comes.</param>
public sealed record AboutCrawlerModel(GuardOptions Network, InspectionLimits Inspection, RecheckSchedule Schedule)
{
    /// <summary>The kind of page: what the User-Agent names.</summary>
    internal static CataloguePageKind Kind { get; } = new(
        ProductHome.CrawlerPath,
        _ => PageRequest.For<AboutCrawlerPage>(ProductHome.CrawlerPath, new AboutCrawlerModel(new GuardOptions(), new InspectionLimits(), new RecheckSchedule())),
        (_, _) => [ProductHome.CrawlerPath]);
}
