using System.Text;
using Catalogue.Classifier.Model;
using Catalogue.Site.Api.Http;
using Catalogue.Site.Serving;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Catalogue.Site.Api.Badges;

/// <summary><c>/badges/{server}.svg</c>: a server's risk as a small picture, for read-me files.</summary>
public sealed class BadgeModule : IEndpointModule
{
    private const string Extension = ".svg";

    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder routes) => Door.Map(routes, "/badges/{**server}", BadgeAsync);

    private static Task BadgeAsync(Door door)
    {
        var name = string.Join('/', RawPath.After(door.Http, "/badges/"));
        var server = name.EndsWith(Extension, StringComparison.OrdinalIgnoreCase) ? door.Catalogue.FindServer(name[..^Extension.Length]) : null;
        if (server is null)
        {
            // A picture all the same, since a broken one says nothing; the status says the rest.
            door.Http.Response.StatusCode = StatusCodes.Status404NotFound;
            return SendAsync(door, "unknown server", "#5f6368");
        }
        door.Http.Response.Headers.CacheControl = "public, max-age=3600";
        var (text, color) = server.Record.WithdrawnAt is not null ? ("withdrawn", "#5f6368") : server.Risk switch
        {
            RiskLevel.Critical => ("Critical", "#a50e0e"),
            RiskLevel.High => ("High", "#b3450b"),
            RiskLevel.Medium => ("Medium", "#7a5c00"),
            RiskLevel.Low => ("Low", "#1e6b34"),
            _ => ("not observed", "#5f6368"),
        };
        return SendAsync(door, text, color);
    }

    private static Task SendAsync(Door door, string text, string color) => door.BytesAsync("image/svg+xml; charset=utf-8", Encoding.UTF8.GetBytes(Badge.Write("MCP risk", text, color)));
}
