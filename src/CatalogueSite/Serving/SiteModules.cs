using Catalogue.Site.Api;
using Catalogue.Site.Api.Badges;
using Catalogue.Site.Api.Feeds;
using Catalogue.Site.Api.Files;
using Catalogue.Site.Api.Registry;
using Catalogue.Site.Mcp;

namespace Catalogue.Site.Serving;

/// <summary>Every group of routes that the site answers.</summary>
public static class SiteModules
{
    /// <summary>All modules, in the order in which they are mapped.</summary>
    public static IReadOnlyList<IEndpointModule> All { get; } =
    [
        new HealthModule(),
        new AssetModule(),
        new PolicyModule(),
        new SearchPageModule(),
        new ApiModule(),
        new FeedModule(),
        new BadgeModule(),
        new RegistryModule(),
        new SiteFilesModule(),
        new McpModule(),
    ];
}
