using Catalogue.Site.Publishing;

namespace Catalogue.Site.Pages.Changes;

/// <summary>The newest changes of the whole catalogue.</summary>
/// <param name="Changes">Newest first.</param>
/// <param name="Cut">Whether there are older ones that are not shown.</param>
public sealed record ChangesModel(IReadOnlyList<PublishedChange> Changes, bool Cut)
{
    private const int Shown = 300;

    /// <summary>The kind of page.</summary>
    internal static CataloguePageKind Kind { get; } = new(
        "/changes/",
        request =>
        {
            var changes = request.Catalogue.ListChanges(null, Shown + 1);
            return PageRequest.For<ChangesPage>("/changes/", new ChangesModel([.. changes.Take(Shown)], changes.Count > Shown));
        },
        (_, _) => ["/changes/"]);
}
