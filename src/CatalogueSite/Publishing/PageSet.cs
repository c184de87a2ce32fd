namespace Catalogue.Site.Publishing;

/// <summary>Every page and part of a site.</summary>
/// <param name="OfServer">Pages about one server or tool.</param>
/// <param name="OfCatalogue">Pages about the whole.</param>
/// <param name="Parts">Parts.</param>
public sealed record PageSet(
    IReadOnlyList<ServerPageKind> OfServer, IReadOnlyList<CataloguePageKind> OfCatalogue, IReadOnlyList<PartKind> Parts)
{
    /// <summary>The page for a path where there is nothing (its value <c>path</c> is what was asked for), or null for plain text.</summary>
    public Func<CataloguePageRequest, PageRequest>? NotFound { get; init; }
}
