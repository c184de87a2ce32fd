namespace Catalogue.Site.Publishing;

/// <summary>
/// A kind of page that speaks of the whole catalogue: home, lists, rules, changes. Rendered on the first request in a
/// generation and kept for that generation; the static export writes all of <paramref name="Routes"/>.
/// </summary>
/// <param name="Template">
/// Its path: literal segments and <c>{name}</c>s, with <c>/</c> at the end. <c>{page}</c> need not be written: a template in
/// <see cref="Paged"/> kinds also answers <c>…page/2/</c> and on.
/// </param>
/// <param name="Page">The page for a request, or null when there is none (404).</param>
/// <param name="Routes">Every path of this kind in a generation, in order: for the export and the site map.</param>
public sealed record CataloguePageKind(
    string Template,
    Func<CataloguePageRequest, PageRequest?> Page,
    Func<ICatalogueView, SiteContext, IEnumerable<string>> Routes)
{
    /// <summary>True when <c>page/N/</c> may follow the template.</summary>
    public bool Paged { get; init; }

    /// <summary>True for pages that search engines should leave out.</summary>
    public bool NoIndex { get; init; }

    /// <summary>True for a page that shows what is going on now: rendered for each request, never kept.</summary>
    public bool Live { get; init; }
}
