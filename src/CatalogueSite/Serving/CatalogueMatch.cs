using Catalogue.Site.Publishing;

namespace Catalogue.Site.Serving;

/// <summary>A catalogue page that was found.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Route">Its canonical path.</param>
/// <param name="Values">What stands for its template's names.</param>
/// <param name="Page">Its number, from 1.</param>
internal sealed record CatalogueMatch(CataloguePageKind Kind, string Route, IReadOnlyDictionary<string, string> Values, int Page);
