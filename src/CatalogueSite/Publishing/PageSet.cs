namespace Catalogue.Site.Publishing;

/// <summary>Every page and part of a site.</summary>
/// <param name="OfServer">Pages about one server or tool.</param>
/// <param name="OfCatalogue">Pages about the whole.</param>
/// <param name="Parts">Parts.</param>
public sealed record PageSet(
    IReadOnlyList<ServerPageKind> OfServer, IReadOnlyList<CataloguePageKind> OfCatalogue, IReadOnlyList<PartKind> Parts);
