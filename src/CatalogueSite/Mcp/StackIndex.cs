using System.Runtime.CompilerServices;
using Catalogue.Site.Publishing;

namespace Catalogue.Site.Mcp;

/// <summary>Finds a server by what a client's configuration calls it: name, slug, alias, package or URL.</summary>
internal static class StackIndex
{
    private const int PageSize = 500;
    private static readonly ConditionalWeakTable<IPublishedCatalogue, Dictionary<string, string>> Indexes = [];

    /// <summary>The server, or null when the catalogue does not know it.</summary>
    public static AssessedServer? Find(IPublishedCatalogue catalogue, string asked)
    {
        var name = asked.Trim();
        if (name.Length == 0) return null;
        if (catalogue.FindServer(name) is { } server) return server;
        var slugs = Indexes.GetValue(catalogue, Create);
        return slugs.TryGetValue(Key(name), out var slug) ? catalogue.FindServer(slug) : null;
    }

    // Made once for a generation, on the first question that a name does not answer.
    private static Dictionary<string, string> Create(IPublishedCatalogue catalogue)
    {
        var slugs = new Dictionary<string, string>(StringComparer.Ordinal);
        string? after = null;
        while (true)
        {
            var batch = catalogue.ListServers(after, PageSize);
            foreach (var summary in batch)
            {
                foreach (var endpoint in catalogue.FindServer(summary.Slug)?.Record.Endpoints ?? [])
                {
                    if (endpoint.Url is { } url) slugs.TryAdd(Key(url), summary.Slug);
                    if (endpoint.PackageName is not { } package || endpoint.Arguments.Count > 0) continue;
                    slugs.TryAdd(Key(package), summary.Slug);
                    slugs.TryAdd(Key($"{endpoint.PackageType}:{package}"), summary.Slug);
                }
            }
            if (batch.Count < PageSize) return slugs;
            after = batch[^1].Slug;
        }
    }

    // URLs without scheme, query and slash at the end; packages without version.
    private static string Key(string text)
    {
        if (Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https") return (uri.Authority + uri.AbsolutePath).TrimEnd('/').ToLowerInvariant();
        var at = text.LastIndexOf('@');
        return (at > 0 && text[at - 1] != ':' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1]) ? text[..at] : text).ToLowerInvariant();
    }
}
