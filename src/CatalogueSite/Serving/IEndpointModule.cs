using Microsoft.AspNetCore.Routing;

namespace Catalogue.Site.Serving;

/// <summary>A group of routes of the site. One file per group; all are listed in <see cref="SiteModules"/>.</summary>
public interface IEndpointModule
{
    /// <summary>Adds the routes.</summary>
    void Map(IEndpointRouteBuilder routes);
}
