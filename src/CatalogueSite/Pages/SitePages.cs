using Catalogue.Site.Publishing;

namespace Catalogue.Site.Pages;

/// <summary>
/// Every page and part of the site. A new kind of page is one component and one line here. How components get their data:
/// a page of a server or tool from its model alone; what varies with the rest of the catalogue through
/// <c>@Site.Part("…")</c>; a page about the whole catalogue from <see cref="ICatalogueView"/>.
/// </summary>
public static class SitePages
{
    /// <summary>The pages of the product.</summary>
    public static PageSet All { get; } = new(OfServer: [], OfCatalogue: [], Parts: []);
}
