using Catalogue.Site.Publishing;
using Catalogue.Site.Search;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Catalogue.Site.Serving;

/// <summary>Asks this site's own search doors, without a network in between, so that the first reader's first key is answered as quickly as the next.</summary>
internal sealed class SearchWarmUp(IServiceProvider services, EndpointDataSource endpoints, GenerationStore store)
{
    private static readonly string[] Doors = ["/api/v1/search", "/search"];

    // Pages are made for whole questions; keys ask the API alone.
    private const int Pages = 12;

    private bool _done;

    /// <summary>Asks, once a generation is there, and only then; answers go nowhere. A fault is left to the request that meets it again.</summary>
    public async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        if (_done || store.Generation is not { } generation) return;
        _done = true;
        var asked = Doors.Select(door => endpoints.Endpoints.OfType<RouteEndpoint>().FirstOrDefault(endpoint => endpoint.RoutePattern.RawText == door)).OfType<RouteEndpoint>().ToList();
        if (asked.Count == 0) return;
        try
        {
            foreach (var (number, text) in WarmUp.Queries(generation.Search).Index())
            {
                foreach (var endpoint in number < Pages ? asked : asked.Take(1)) await AskAsync(endpoint, text, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // It was only to be quick.
        }
    }

    private async Task AskAsync(RouteEndpoint endpoint, string text, CancellationToken cancellationToken)
    {
        var context = new DefaultHttpContext { RequestServices = services, RequestAborted = cancellationToken };
        context.Request.Method = HttpMethods.Get;
        context.Request.Path = endpoint.RoutePattern.RawText;
        context.Request.QueryString = QueryString.Create("q", text).Add("limit", "8");
        context.Features.Get<IHttpRequestFeature>()!.RawTarget = context.Request.Path + context.Request.QueryString;
        context.Request.Headers.AcceptEncoding = "gzip, br";
        context.Response.Body = Stream.Null;
        await endpoint.RequestDelegate!(context).ConfigureAwait(false);
    }
}
