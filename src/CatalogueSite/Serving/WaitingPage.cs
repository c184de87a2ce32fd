using Catalogue.Site.Pages.States;
using Catalogue.Site.Publishing;
using Microsoft.AspNetCore.Http;

namespace Catalogue.Site.Serving;

/// <summary>What visitors see before the first generation: what is going on, again every few seconds, without a script.</summary>
internal static class WaitingPage
{
    private const string RefreshSeconds = "3";

    public static async Task SendAsync(HttpContext context, CrawlStatus crawl, PageRendererPool renderers)
    {
        var target = RequestTarget.Of(context);
        var response = context.Response;
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Robots-Tag"] = "noindex";
        // The front page answers at once; every other address is only late.
        var front = target.Segments.Count == 0 || target.Segments is ["crawl"];
        response.StatusCode = front ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        if (!front) response.Headers.RetryAfter = RefreshSeconds;
        response.Headers["Refresh"] = RefreshSeconds;
        response.ContentType = "text/html; charset=utf-8";
        var body = await renderers.RenderAsync(PageRequest.For<FirstStartPage>("/", crawl.Now)).ConfigureAwait(false);
        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method)) await response.Body.WriteAsync(body, context.RequestAborted).ConfigureAwait(false);
    }
}
