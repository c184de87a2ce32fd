using System.Text;
using Microsoft.AspNetCore.Http;

namespace Catalogue.Site.Serving;

/// <summary>Short answers in plain text.</summary>
internal static class PlainText
{
    public static async Task SendAsync(HttpContext context, int status, string text)
    {
        var body = Encoding.UTF8.GetBytes(text);
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        context.Response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method)) await context.Response.Body.WriteAsync(body, context.RequestAborted).ConfigureAwait(false);
    }
}
