namespace Catalogue.Site.Publishing;

/// <summary>A piece of pages that varies with the rest of the catalogue: rendered once a generation and put in on serving.</summary>
/// <param name="Name">Its name: lower-case letters and hyphens.</param>
/// <param name="Render">A component to render, or (<see cref="PartContent.Html"/>) finished HTML.</param>
public sealed record PartKind(string Name, Func<PartRequest, PartContent> Render)
{
    /// <summary>True when it differs from page to page: then it is made on each first request of a page, so it must be cheap.</summary>
    public bool PerPage { get; init; }
}
