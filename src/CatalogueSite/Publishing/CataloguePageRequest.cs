namespace Catalogue.Site.Publishing;

/// <summary>What a catalogue page is asked for.</summary>
/// <param name="Catalogue">The generation.</param>
/// <param name="Site">The site's context.</param>
/// <param name="Route">The canonical path that was asked for.</param>
/// <param name="Values">What stood for the template's <c>{name}</c>s.</param>
/// <param name="Page">The number of the page, from 1.</param>
public sealed record CataloguePageRequest(
    ICatalogueView Catalogue, SiteContext Site, string Route, IReadOnlyDictionary<string, string> Values, int Page)
{
    /// <summary>What the crawler of this process is doing now, or null in a process that only serves or exports.</summary>
    public Serving.CrawlStatus? Crawl { get; init; }
}
