namespace Catalogue.Site.Publishing;

/// <summary>The paths of the site's pages, in one place. Slugs need no escaping.</summary>
public static class SiteRoutes
{
    /// <summary>Lines on one page of a list.</summary>
    public const int PageSize = 100;

    /// <summary>A server's page.</summary>
    public static string Server(string serverSlug) => $"/servers/{serverSlug}/";

    /// <summary>A tool's page.</summary>
    public static string Tool(string serverSlug, string toolSlug) => $"/servers/{serverSlug}/tools/{toolSlug}/";

    /// <summary>Page <paramref name="number"/> (from 1) of the list at <paramref name="list"/>: the first has the list's own path.</summary>
    public static string Page(string list, int number) => number <= 1 ? list : $"{list}page/{number}/";

    /// <summary>A policy download for a server, or for one tool of it.</summary>
    public static string Policy(string serverSlug, string? toolSlug, string format, string extension) =>
        toolSlug is null ? $"/policies/{serverSlug}/{format}.{extension}" : $"/policies/{serverSlug}/{toolSlug}/{format}.{extension}";
}
