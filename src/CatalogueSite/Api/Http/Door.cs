using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Catalogue.Site.Publishing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace Catalogue.Site.Api.Http;

/// <summary>One request at a door: the generation it is answered from, and how to answer.</summary>
public sealed class Door
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head, HttpMethods.Options];
    private static readonly ConditionalWeakTable<ICatalogueAccessor, AddressLimiter> Limiters = [];

    private Door(HttpContext context, IPublishedCatalogue catalogue)
    {
        Http = context;
        Catalogue = catalogue;
        Origin = context.RequestServices.GetService<SiteAddress>()?.Origin ?? "";
    }

    /// <summary>The request and its answer.</summary>
    public HttpContext Http { get; }

    /// <summary>The generation that readers see now.</summary>
    public IPublishedCatalogue Catalogue { get; }

    /// <summary>The public URL without a slash at the end; empty when none was given.</summary>
    public string Origin { get; }

    /// <summary>The settings of the doors.</summary>
    public DoorOptions Options => OptionsOf(Http.RequestServices);

    /// <summary>The parameters of the query string.</summary>
    public ApiParameters Parameters => new(Http.Request.Query);

    /// <summary>The settings in force.</summary>
    public static DoorOptions OptionsOf(IServiceProvider services) => services.GetService<DoorOptions>() ?? DoorOptions.Default;

    /// <summary>
    /// Adds a route for reading: GET and HEAD, open to every origin, limited by address, conditional by generation;
    /// errors are problem details.
    /// </summary>
    public static IEndpointConventionBuilder Map(IEndpointRouteBuilder routes, string pattern, Func<Door, Task> answer) =>
        routes.MapMethods(pattern, Methods, context => RunAsync(context, answer));

    /// <summary>Whether the address of a request may ask now; otherwise the answer has been written.</summary>
    public static async Task<bool> AdmitAsync(HttpContext context)
    {
        if (TryAdmit(context, out var seconds)) return true;
        await new ApiProblem(StatusCodes.Status429TooManyRequests, "Too many requests", $"This address may make {OptionsOf(context.RequestServices).RequestsPerMinute} requests a minute. Wait, then go on.")
        { RetryAfter = seconds }.WriteAsync(context);
        return false;
    }

    /// <summary>Whether the address of a request may ask now; otherwise how many seconds it has to wait, and nothing has been written.</summary>
    public static bool TryAdmit(HttpContext context, out int retryAfterSeconds)
    {
        ArgumentNullException.ThrowIfNull(context);
        retryAfterSeconds = 0;
        var options = OptionsOf(context.RequestServices);
        if (options.RequestsPerMinute == 0) return true;
        var limiter = context.RequestServices.GetService<AddressLimiter>() ?? Shared(context.RequestServices, options);
        if (limiter.TryTake(context.Connection.RemoteIpAddress, out var wait)) return true;
        retryAfterSeconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        return false;
    }

    /// <summary>Answers with JSON.</summary>
    public Task JsonAsync<T>(T body, JsonTypeInfo<T> type) => BytesAsync("application/json; charset=utf-8", JsonSerializer.SerializeToUtf8Bytes(body, type));

    /// <summary>Answers with bytes.</summary>
    public async Task BytesAsync(string mediaType, ReadOnlyMemory<byte> body)
    {
        Http.Response.ContentType = mediaType;
        Http.Response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(Http.Request.Method)) await Http.Response.Body.WriteAsync(body, Http.RequestAborted);
    }

    /// <summary>The server that the request names, by name, slug or alias.</summary>
    /// <exception cref="ApiProblem">There is none.</exception>
    public AssessedServer Server(string nameOrSlug) => Catalogue.FindServer(nameOrSlug)
        ?? throw ApiProblem.NotFound("server", "There is no server of this name or slug. /api/v1/servers lists them; a slash in a name is written %2F.");

    private static async Task RunAsync(HttpContext context, Func<Door, Task> answer)
    {
        OpenToAll(context);
        if (HttpMethods.IsOptions(context.Request.Method))
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }
        if (!await AdmitAsync(context)) return;
        try
        {
            var catalogue = context.RequestServices.GetRequiredService<ICatalogueAccessor>().Current ?? throw ApiProblem.NotPublished();
            if (Unchanged(context, catalogue)) return;
            await answer(new Door(context, catalogue));
        }
        catch (ApiProblem problem) when (!context.Response.HasStarted)
        {
            context.Response.Headers.Remove(HeaderNames.ETag);
            context.Response.Headers.Remove(HeaderNames.LastModified);
            context.Response.ContentLength = null;
            await problem.WriteAsync(context);
        }
    }

    private static void OpenToAll(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.AccessControlAllowOrigin = "*";
        headers.AccessControlExposeHeaders = "ETag, Last-Modified, Link, Retry-After";
        headers.XContentTypeOptions = "nosniff";
        if (!HttpMethods.IsOptions(context.Request.Method)) return;
        headers.AccessControlAllowMethods = "GET, HEAD, OPTIONS";
        headers.AccessControlAllowHeaders = "If-None-Match, If-Modified-Since, Accept, Content-Type";
        headers.AccessControlMaxAge = "86400";
    }

    // Everything behind a door depends on the generation and the URL alone, so that the generation is the validator.
    private static bool Unchanged(HttpContext context, IPublishedCatalogue catalogue)
    {
        var stats = catalogue.Stats;
        var published = DateTimeOffset.FromUnixTimeSeconds(stats.PublishedAt.ToUnixTimeSeconds());
        var tag = string.Create(CultureInfo.InvariantCulture, $"W/\"{SiteContext.Version}-{stats.Generation}-{stats.PublishedAt.ToUnixTimeMilliseconds():x}\"");
        var headers = context.Response.GetTypedHeaders();
        headers.ETag = EntityTagHeaderValue.Parse(tag);
        headers.LastModified = published;
        context.Response.Headers.CacheControl = "public, max-age=0, must-revalidate";
        var asked = context.Request.GetTypedHeaders();
        var same = asked.IfNoneMatch.Count > 0
            ? asked.IfNoneMatch.Any(candidate => candidate.Tag == "*" || candidate.Compare(headers.ETag, useStrongComparison: false))
            : asked.IfModifiedSince is { } since && since >= published;
        if (same) context.Response.StatusCode = StatusCodes.Status304NotModified;
        return same;
    }

    // One limiter for each host; the accessor is the host's one instance.
    private static AddressLimiter Shared(IServiceProvider services, DoorOptions options)
    {
        var host = services.GetRequiredService<ICatalogueAccessor>();
        return Limiters.GetValue(host, _ => new AddressLimiter(options.RequestsPerMinute, options.Burst, services.GetService<TimeProvider>() ?? TimeProvider.System));
    }
}
