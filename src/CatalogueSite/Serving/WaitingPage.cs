using System.Globalization;
using System.Net;
using System.Text;
using Catalogue.Crawler.Model;
using Catalogue.Site.Pages.Layout;
using Catalogue.Site.Publishing;
using Microsoft.AspNetCore.Http;

namespace Catalogue.Site.Serving;

/// <summary>What visitors see before the first generation: what is going on, again every two seconds, without a script.</summary>
internal static class WaitingPage
{
    private const string RefreshSeconds = "2";

    public static async Task SendAsync(HttpContext context, CrawlStatus crawl, SiteContext site)
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
        var body = Encoding.UTF8.GetBytes(Html(crawl.Now, site));
        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method)) await response.Body.WriteAsync(body, context.RequestAborted).ConfigureAwait(false);
    }

    private static string Html(CrawlSnapshot now, SiteContext site)
    {
        var style = site.Assets.FindByPath("site.css") is { } css ? $"<link rel=\"stylesheet\" href=\"{css.Url}\">" : "";
        var html = new StringBuilder()
            .Append("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
            .Append("<title>The catalogue is being made</title>").Append(style).Append("</head><body>")
            .Append(ShellParts.Header(site)).Append("<main id=\"main\" tabindex=\"-1\" class=\"page state\">")
            .Append("<h1>The catalogue is being made</h1>");
        if (now.Working)
        {
            html.Append("<p>").Append(WebUtility.HtmlEncode(now.Phase));
            if (now.Total > 0)
            {
                html.Append(CultureInfo.InvariantCulture, $": {now.Done:N0} of {now.Total:N0}</p><p><progress value=\"{now.Done}\" max=\"{now.Total}\">{now.Done} of {now.Total}</progress>");
            }
            html.Append("</p>");
        }
        else
        {
            html.Append("<p>Nothing has been published yet. Start <code>catalogue run</code>, or <code>catalogue publish</code> once a crawl or an import has filled the database.</p>");
        }
        if (now.Outcomes.Count > 0)
        {
            html.Append("<table><caption>Servers asked so far</caption><thead><tr><th scope=\"col\">Outcome</th><th scope=\"col\">Servers</th></tr></thead><tbody>");
            foreach (var (outcome, count) in now.Outcomes.OrderBy(pair => pair.Key))
            {
                html.Append(CultureInfo.InvariantCulture, $"<tr><th scope=\"row\">{outcome.ToName()}</th><td>{count:N0}</td></tr>");
            }
            html.Append("</tbody></table>");
        }
        foreach (var warning in now.Warnings) html.Append("<p>").Append(WebUtility.HtmlEncode(warning)).Append("</p>");
        return html.Append("<p>This page looks again by itself every two seconds.</p></main></body></html>").ToString();
    }
}
