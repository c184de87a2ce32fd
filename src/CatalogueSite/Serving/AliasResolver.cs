using Catalogue.Site.Publishing;

namespace Catalogue.Site.Serving;

/// <summary>Leads from names and aliases in a path to the canonical path: <c>/servers/io.github.me%2Fthing/</c> to its slug's page.</summary>
internal sealed class AliasResolver(GenerationView generation)
{
    /// <summary>The canonical path, or null when nothing of that name is known.</summary>
    /// <param name="segments">The path's segments, decoded once.</param>
    public string? Resolve(IReadOnlyList<string> segments)
    {
        if (segments is not ["servers" or "Servers" or "SERVERS", var name, ..] || generation.FindSlug(name) is not { } slug) return null;
        return segments.Count switch
        {
            2 => SiteRoutes.Server(slug),
            3 when IsTools(segments[2]) => SiteRoutes.Server(slug),
            4 when IsTools(segments[2]) => Tool(slug, segments[3]),
            _ => null,
        };
    }

    private static bool IsTools(string segment) => segment.Equals("tools", StringComparison.OrdinalIgnoreCase);

    private string? Tool(string slug, string name)
    {
        var tools = generation.FindServer(slug)!.Tools;
        var tool = tools.FirstOrDefault(t => t.Record.Name == name)
            ?? tools.FirstOrDefault(t => t.Record.Slug.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? tools.FirstOrDefault(t => t.Record.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        return tool is null ? null : SiteRoutes.Tool(slug, tool.Record.Slug);
    }
}
