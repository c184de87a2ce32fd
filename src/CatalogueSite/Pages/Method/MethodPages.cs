using Catalogue.Site.Publishing;

namespace Catalogue.Site.Pages.Method;

/// <summary>How verdicts are made.</summary>
internal static class MethodPages
{
    private static readonly Lazy<IReadOnlyList<MeasuredFigures>> Figures = new(MeasuredFigures.LoadEmbedded);

    public static CataloguePageKind Kind { get; } = new(
        "/methodology/",
        _ => PageRequest.For<MethodPage>("/methodology/", Figures.Value),
        (_, _) => ["/methodology/"]);
}
