namespace Catalogue.Site.Publishing;

/// <summary>What a part is asked for.</summary>
/// <param name="Catalogue">The generation.</param>
/// <param name="Site">The site's context.</param>
/// <param name="Arguments">What followed the part's name and its slash, or empty.</param>
/// <param name="PageRoute">The path of the page it is put into; empty unless the kind is <see cref="PartKind.PerPage"/>.</param>
/// <param name="Address">Addresses that only serving knows.</param>
public sealed record PartRequest(ICatalogueView Catalogue, SiteContext Site, string Arguments, string PageRoute, SiteAddress Address);
