using System.Collections.Concurrent;
using Catalogue.Site.Publishing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Catalogue.Site.Serving;

/// <summary>Files of wwwroot: under their hashed URL to be kept for ever, under <c>/favicon.ico</c> and the like to be asked for again.</summary>
public sealed class AssetModule : IEndpointModule
{
    private const string ForEver = "public, max-age=31536000, immutable";
    private const string OneDay = "public, max-age=86400";
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    /// <inheritdoc />
    public void Map(IEndpointRouteBuilder routes)
    {
        var assets = routes.ServiceProvider.GetRequiredService<SiteContext>().Assets;
        var answers = new ConcurrentDictionary<(string Path, ContentCoding Coding), SiteAnswer>();
        foreach (var asset in assets.All)
        {
            routes.MapMethods(asset.Url, Methods, context => SendAsync(context, asset, ForEver));
            // At the root lie only files that others look for under a fixed name.
            if (!asset.Path.Contains('/') && Path.GetExtension(asset.Path) is ".ico" or ".webmanifest")
            {
                routes.MapMethods("/" + asset.Path, Methods, context => SendAsync(context, asset, OneDay));
            }
        }

        // Pages that were published before an upgrade name the files of then: they get the files of now, not kept for ever.
        routes.MapMethods("/assets/{**rest}", Methods, context => assets.FindOlder(context.Request.Path.Value ?? "") is { } asset
            ? SendAsync(context, asset, SiteResponder.Revalidate)
            : PlainText.SendAsync(context, StatusCodes.Status404NotFound, "There is no such file.\n"));

        Task SendAsync(HttpContext context, SiteAsset asset, string cacheControl)
        {
            var coding = IsText(asset.MediaType) ? ContentCodings.Choose(context.Request.Headers.AcceptEncoding) : ContentCoding.Identity;
            var answer = answers.GetOrAdd((asset.Path + cacheControl, coding), _ => new SiteAnswer(
                ContentCodings.Encode(asset.Content, coding, best: true), asset.MediaType, coding, asset.Hash[..24], cacheControl));
            return answer.SendAsync(context);
        }
    }

    private static bool IsText(string mediaType) => mediaType.StartsWith("text/", StringComparison.Ordinal)
        || mediaType.Contains("json", StringComparison.Ordinal) || mediaType.Contains("xml", StringComparison.Ordinal);
}
