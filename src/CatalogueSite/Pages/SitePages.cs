using Catalogue.Site.Pages.Attacks;
using Catalogue.Site.Pages.Changes;
using Catalogue.Site.Pages.Crawl;
using Catalogue.Site.Pages.Home;
using Catalogue.Site.Pages.Lists;
using Catalogue.Site.Pages.Method;
using Catalogue.Site.Pages.Rules;
using Catalogue.Site.Pages.Server;
using Catalogue.Site.Pages.States;
using Catalogue.Site.Pages.Tool;
using Catalogue.Site.Publishing;

namespace Catalogue.Site.Pages;

/// <summary>
/// Every page and part of the site. A new kind of page is one component and one line here. How components get their data:
/// a page of a server or tool from its model alone; what varies with the rest of the catalogue through
/// <c>@Site.Part("…")</c>; a page about the whole catalogue from <see cref="ICatalogueView"/>.
/// </summary>
public static class SitePages
{
    /// <summary>The pages of the product.</summary>
    public static PageSet All { get; } = new(
        OfServer:
        [
            new ServerPageKind("server", server => [PageRequest.For<ServerPage>(SiteRoutes.Server(server.Record.Slug), server)]),
            new ServerPageKind("tool", server => server.Tools.Select(tool =>
                PageRequest.For<ToolPage>(SiteRoutes.Tool(server.Record.Slug, tool.Record.Slug), new ToolModel(server, tool)))),
        ],
        OfCatalogue:
        [
            HomeModel.Kind,
            ServerListModel.Kind,
            ToolLists.ByCategory,
            ToolLists.ByRisk,
            ToolLists.ByCapability,
            RulePages.Index,
            RulePages.One,
            MethodPages.Kind,
            ChangesModel.Kind,
            CrawlModel.Kind,
            AboutCrawlerModel.Kind,
            AttackPages.Index,
            AttackPages.One,
        ],
        Parts: Pages.Parts.All)
    {
        NotFound = request => PageRequest.For<NotFoundPage>(request.Route, "/" + request.Values["path"]),
    };
}
