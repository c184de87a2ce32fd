using Catalogue.Site.Policies.Formats;

namespace Catalogue.Site.Policies;

/// <summary>Every format that is offered, in the order in which pages show them.</summary>
public static class PolicyFormats
{
    /// <summary>All formats; the catalogue's own first.</summary>
    public static IReadOnlyList<IPolicyFormat> All { get; } =
    [
        new CatalogueFormat(),
    ];

    /// <summary>A format by its id, or null.</summary>
    public static IPolicyFormat? Find(string id) => All.FirstOrDefault(format => format.Id == id);
}
