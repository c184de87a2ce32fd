using Catalogue.Classifier.Model;
using Catalogue.Crawler.Model;
using Catalogue.Site.Publishing;

namespace Catalogue.Site.Pages.Home;

/// <summary>The catalogue at a glance.</summary>
/// <param name="Stats">Its counts.</param>
/// <param name="Changes">The newest changes.</param>
/// <param name="Worse">Of the newest changes those that brought or changed a tool of high or critical risk.</param>
/// <param name="Contested">Some contested verdicts.</param>
public sealed record HomeModel(
    CatalogueStats Stats, IReadOnlyList<PublishedChange> Changes, IReadOnlyList<PublishedChange> Worse, IReadOnlyList<ToolSummary> Contested)
{
    private const int Read = 400;
    private const int Shown = 8;

    /// <summary>The kind of page.</summary>
    internal static CataloguePageKind Kind { get; } = new(
        "/",
        request => PageRequest.For<HomePage>("/", From(request.Catalogue)),
        (_, _) => ["/"]);

    private static HomeModel From(ICatalogueView catalogue)
    {
        var changes = catalogue.ListChanges(null, Read);
        return new HomeModel(
            catalogue.Stats,
            OneOfEachServer(changes, 3).Take(Shown).ToList(),
            OneOfEachServer(changes.Where(IsWorse), 2).Take(Shown).ToList(),
            catalogue.ListTools(new ToolFilter(Contested: true), 0, 4));
    }

    /// <summary>New or changed tools whose call can cost much.</summary>
    private static bool IsWorse(PublishedChange change) =>
        change.Entry.Kind is ChangeKind.Changed or ChangeKind.Returned && change.Verdict is { Risk: >= RiskLevel.High };

    /// <summary>No more than a few rows of one server, so that one big server doesn't fill the list.</summary>
    private static IEnumerable<PublishedChange> OneOfEachServer(IEnumerable<PublishedChange> changes, int most)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var change in changes)
        {
            var count = seen.GetValueOrDefault(change.ServerSlug);
            seen[change.ServerSlug] = count + 1;
            if (count < most) yield return change;
        }
    }
}
