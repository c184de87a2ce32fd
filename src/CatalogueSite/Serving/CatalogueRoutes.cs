using System.Globalization;
using Catalogue.Site.Publishing;

namespace Catalogue.Site.Serving;

/// <summary>Finds the kind of catalogue page for a path.</summary>
internal sealed class CatalogueRoutes(IReadOnlyList<CataloguePageKind> kinds)
{
    private readonly IReadOnlyList<(CataloguePageKind Kind, string[] Template)> _kinds =
        [.. kinds.Select(kind => (kind, kind.Template.Split('/', StringSplitOptions.RemoveEmptyEntries)))];

    /// <summary>The kind, what stands for its template's names, and the page number; null when there is none.</summary>
    /// <param name="route">A lower-case path with a slash at the end.</param>
    public CatalogueMatch? Match(string route)
    {
        var segments = route.Split('/', StringSplitOptions.RemoveEmptyEntries);
        foreach (var (kind, template) in _kinds)
        {
            if (Values(template, segments) is { } values) return new CatalogueMatch(kind, route, values, 1);
        }
        if (segments.Length < 2 || segments[^2] != "page") return null;
        if (!int.TryParse(segments[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var page) || page < 1) return null;
        var list = segments[..^2];
        foreach (var (kind, template) in _kinds)
        {
            if (kind.Paged && Values(template, list) is { } values)
            {
                return new CatalogueMatch(kind, SiteRoutes.Page(RequestTarget.Join(list), page), values, page);
            }
        }
        return null;
    }

    private static Dictionary<string, string>? Values(string[] template, string[] segments)
    {
        if (template.Length != segments.Length) return null;
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < template.Length; i++)
        {
            if (template[i] is ['{', .. var name, '}']) values[name] = Uri.UnescapeDataString(segments[i]);
            else if (template[i] != segments[i]) return null;
        }
        return values;
    }
}
