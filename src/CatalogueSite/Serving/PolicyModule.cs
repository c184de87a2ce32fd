using System.Security.Cryptography;
using System.Text;
using Catalogue.Site.Policies;
using Catalogue.Site.Publishing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Catalogue.Site.Serving;

/// <summary>Policy downloads, written on request from the verdicts of the generation that readers see.</summary>
public sealed class PolicyModule : IEndpointModule
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    /// <inheritdoc />
    public void Map(IEndpointRouteBuilder routes)
    {
        var store = routes.ServiceProvider.GetRequiredService<GenerationStore>();
        var decisions = routes.ServiceProvider.GetRequiredService<SiteContext>().Decisions;
        routes.MapMethods("/policies/{**rest}", Methods, context => SendAsync(context, store, decisions));
    }

    private static Task SendAsync(HttpContext context, GenerationStore store, DecisionTable decisions)
    {
        context.Response.Headers["X-Robots-Tag"] = "noindex";
        if (store.Current is not { } catalogue)
        {
            context.Response.Headers.RetryAfter = "2";
            return PlainText.SendAsync(context, StatusCodes.Status503ServiceUnavailable, "Nothing has been published yet: try again in a moment.\n");
        }
        var segments = RequestTarget.Of(context).Segments;
        if (segments.Count is not (3 or 4)) return NotFound(context, "Policies lie at /policies/{server}/{format}.{ext} and /policies/{server}/{tool}/{format}.{ext}.");
        var file = segments[^1];
        var dot = file.LastIndexOf('.');
        var format = PolicyFormats.Find((dot < 0 ? file : file[..dot]).ToLowerInvariant());
        if (format is null || dot < 0 || !file[(dot + 1)..].Equals(format.Extension, StringComparison.OrdinalIgnoreCase))
        {
            return NotFound(context, "There is no such format. There are: " + string.Join(", ", PolicyFormats.All.Select(f => $"{f.Id}.{f.Extension}")) + ".");
        }
        if (catalogue.FindServer(segments[1]) is not { } server) return NotFound(context, "There is no server of this name or slug.");
        var tool = segments.Count == 3 ? null : FindTool(server, segments[2]);
        if (segments.Count == 4 && tool is null) return NotFound(context, "This server lists no tool of this name or slug now.");
        if (server.Record.WithdrawnAt is not null) return NotFound(context, "This server has been withdrawn: there is no policy for it.");
        if (!server.PresentTools.Any()) return NotFound(context, "This server's tools were never observed: there is nothing to write a policy from.");
        return WriteAsync(context, format, server, tool, catalogue.Stats, decisions);
    }

    private static async Task WriteAsync(
        HttpContext context, IPolicyFormat format, AssessedServer server, AssessedTool? tool, CatalogueStats stats, DecisionTable decisions)
    {
        var alias = context.Request.Query["alias"].ToString();
        var wanted = context.Request.Query["conditions"].ToString();
        if (wanted is not ("" or "on" or "off"))
        {
            await PlainText.SendAsync(context, StatusCodes.Status400BadRequest, "'conditions' is on or off: whether tools are narrowed by their arguments.\n").ConfigureAwait(false);
            return;
        }
        PolicyFile file;
        try
        {
            file = PolicyDownloads.Write(format, server, tool?.Record.Name, alias.Length > 0 ? alias : null, stats, decisions, wanted == "on");
        }
        catch (PolicyRequestException error)
        {
            await PlainText.SendAsync(context, StatusCodes.Status400BadRequest, error.Message + "\n").ConfigureAwait(false);
            return;
        }
        var body = Encoding.UTF8.GetBytes(file.Content);
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{file.FileName}\"";
        // A policy may be fetched by a script of another site: it is as public as the page.
        context.Response.Headers.AccessControlAllowOrigin = "*";
        var answer = new SiteAnswer(
            body, file.MediaType, ContentCoding.Identity, Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 12)), SiteResponder.Revalidate);
        await answer.SendAsync(context).ConfigureAwait(false);
    }

    private static AssessedTool? FindTool(AssessedServer server, string nameOrSlug) =>
        server.PresentTools.FirstOrDefault(tool => tool.Record.Slug.Equals(nameOrSlug, StringComparison.OrdinalIgnoreCase))
        ?? server.PresentTools.FirstOrDefault(tool => tool.Record.Name == nameOrSlug);

    private static Task NotFound(HttpContext context, string text)
    {
        context.Response.Headers.CacheControl = "no-store";
        return PlainText.SendAsync(context, StatusCodes.Status404NotFound, text + "\n");
    }
}
