using Catalogue.Site.Publishing;

namespace Catalogue.Site.Pages.Lists;

/// <summary>The index of servers.</summary>
/// <param name="Total">How many there are.</param>
/// <param name="Page">The page's number, from 1.</param>
/// <param name="Pages">How many pages there are.</param>
/// <param name="Servers">The servers of this page.</param>
public sealed record ServerListModel(int Total, int Page, int Pages, IReadOnlyList<ServerSummary> Servers)
{
    /// <summary>The kind of page.</summary>
    internal static CataloguePageKind Kind { get; } = new(
        "/servers/",
        request =>
        {
            var total = request.Catalogue.Stats.Servers;
            var pages = ToolLists.PageCount(total);
            if (request.Page > pages) return null;
            var servers = request.Catalogue.ListServers((request.Page - 1) * SiteRoutes.PageSize, SiteRoutes.PageSize);
            return PageRequest.For<ServerListPage>(SiteRoutes.Page("/servers/", request.Page), new ServerListModel(total, request.Page, pages, servers));
        },
        (catalogue, _) => ToolLists.Paths("/servers/", catalogue.Stats.Servers))
    {
        Paged = true,
    };
}
