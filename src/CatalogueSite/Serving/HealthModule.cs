using System.Net;
using Catalogue.Site.Publishing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Catalogue.Site.Serving;

/// <summary><c>/healthz</c>: alive, and which generation. <c>/metrics</c>: figures, on loopback only unless allowed.</summary>
public sealed class HealthModule : IEndpointModule
{
    /// <inheritdoc />
    public void Map(IEndpointRouteBuilder routes)
    {
        var store = routes.ServiceProvider.GetRequiredService<GenerationStore>();
        var metrics = routes.ServiceProvider.GetRequiredService<SiteMetrics>();
        var options = routes.ServiceProvider.GetRequiredService<SiteHostOptions>();
        AddFigures(metrics, store);
        routes.MapGet("/healthz", async context =>
        {
            context.Response.Headers.CacheControl = "no-store";
            var generation = store.Current?.Stats.Generation ?? 0;
            await PlainText.SendAsync(context, StatusCodes.Status200OK, generation == 0 ? "ok, nothing published yet\n" : $"ok, generation {generation}\n");
        });
        routes.MapGet("/metrics", async context =>
        {
            context.Response.Headers.CacheControl = "no-store";
            if (!options.PublicMetrics && !IsLocal(context))
            {
                await PlainText.SendAsync(context, StatusCodes.Status403Forbidden, "Figures are answered on loopback only; --public-metrics opens them to all.\n");
                return;
            }
            context.Response.ContentType = "text/plain; version=0.0.4; charset=utf-8";
            await context.Response.WriteAsync(metrics.ToText(), context.RequestAborted);
        });
    }

    // A proxy on this machine also comes from loopback, but says for whom it asks.
    private static bool IsLocal(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
        && !context.Request.Headers.ContainsKey("X-Forwarded-For") && !context.Request.Headers.ContainsKey("Forwarded");

    private static void AddFigures(SiteMetrics metrics, GenerationStore store)
    {
        metrics.AddCounter("catalogue_requests_total", "Requests answered since the start.", () => metrics.Requests);
        metrics.AddGauge("catalogue_generation", "Number of the generation that readers see; 0 before the first.", () => store.Current?.Stats.Generation ?? 0);
        metrics.AddGauge("catalogue_servers", "Servers in that generation.", () => store.Current?.Stats.Servers ?? 0);
        metrics.AddGauge("catalogue_tools", "Present tools in that generation.", () => store.Current?.Stats.Tools ?? 0);
        metrics.AddGauge(
            "catalogue_published_timestamp_seconds", "When that generation was published, in Unix time.",
            () => store.Current?.Stats.PublishedAt.ToUnixTimeSeconds() ?? 0);
        metrics.AddGauge("process_resident_memory_bytes", "Memory of this process.", () => Environment.WorkingSet);
    }
}
