using Catalogue.Crawler.Model;
using Catalogue.Site.Publishing;

namespace Catalogue.Site.Pages.Crawl;

/// <summary>How the catalogue came by what it knows.</summary>
/// <param name="Stats">Counts, by outcome among them.</param>
/// <param name="Passes">The newest passes, newest first.</param>
public sealed record CrawlModel(CatalogueStats Stats, IReadOnlyList<CrawlPass> Passes)
{
    /// <summary>The kind of page.</summary>
    internal static CataloguePageKind Kind { get; } = new(
        "/crawl/",
        request => PageRequest.For<CrawlPage>("/crawl/", new CrawlModel(request.Catalogue.Stats, request.Catalogue.Passes)),
        (_, _) => ["/crawl/"]);
}
