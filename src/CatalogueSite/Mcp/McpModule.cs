using System.Text.Json;
using Catalogue.Site.Api.Http;
using Catalogue.Site.Publishing;
using Catalogue.Site.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Catalogue.Site.Mcp;

/// <summary><c>/mcp</c>: Streamable HTTP without sessions, so that every request stands alone and any node can answer it.</summary>
public sealed class McpModule : IEndpointModule
{
    private const long MaxBody = 256 * 1024;
    private const int ParseError = -32700;
    private const int InvalidRequest = -32600;

    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/mcp", (RequestDelegate)PostAsync);
        routes.MapMethods("/mcp", [HttpMethods.Options], Preflight);
        routes.MapMethods("/mcp", [HttpMethods.Get, HttpMethods.Head, HttpMethods.Delete, HttpMethods.Put, HttpMethods.Patch], NotAllowed);
    }

    private static async Task PostAsync(HttpContext context)
    {
        if (!await AllowOriginAsync(context) || !await Door.AdmitAsync(context)) return;
        if (!context.Request.HasJsonContentType())
        {
            await RefuseAsync(context, StatusCodes.Status415UnsupportedMediaType, InvalidRequest, "The body must be application/json.");
            return;
        }
        if (await ReadAsync(context) is not { } message) return;
        var version = context.Request.Headers["MCP-Protocol-Version"].ToString();
        message.Context = new JsonRpcMessageContext { ProtocolVersion = version.Length > 0 ? version : null };
        await AnswerAsync(context, message);
    }

    private static async Task AnswerAsync(HttpContext context, JsonRpcMessage message)
    {
        var services = context.RequestServices;
        var catalogue = services.GetRequiredService<ICatalogueAccessor>().Current;
        var tools = catalogue is null ? null : new McpToolContext(catalogue, services.GetRequiredService<SiteContext>(), services.GetService<SiteAddress>()?.Origin ?? "");
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        await using var transport = new StreamableHttpServerTransport { Stateless = true };
        await using var server = McpServer.Create(transport, CatalogueMcpServer.Options(tools), serviceProvider: services);
        var running = server.RunAsync(ended.Token);
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-cache, no-store";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        try
        {
            if (!await transport.HandlePostRequestAsync(message, context.Response.Body, context.RequestAborted))
            {
                context.Response.ContentType = null;
                context.Response.StatusCode = StatusCodes.Status202Accepted;
            }
        }
        finally
        {
            await ended.CancelAsync();
            await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task<JsonRpcMessage?> ReadAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = MaxBody;
        try
        {
            var type = (System.Text.Json.Serialization.Metadata.JsonTypeInfo<JsonRpcMessage>)McpJsonUtilities.DefaultOptions.GetTypeInfo(typeof(JsonRpcMessage));
            if (await JsonSerializer.DeserializeAsync(context.Request.Body, type, context.RequestAborted) is { } message) return message;
        }
        catch (JsonException)
        {
        }
        catch (BadHttpRequestException error)
        {
            await RefuseAsync(context, error.StatusCode, InvalidRequest, $"The body is larger than {MaxBody / 1024} KB, or broke off.");
            return null;
        }
        await RefuseAsync(context, StatusCodes.Status400BadRequest, ParseError, "The body must be one JSON-RPC 2.0 message.");
        return null;
    }

    // A browser says where its page came from; a page of an unknown origin may have been made to point at us (DNS rebinding).
    private static async Task<bool> AllowOriginAsync(HttpContext context)
    {
        var origin = context.Request.Headers.Origin.ToString();
        if (origin.Length == 0) return true;
        if (IsAllowed(context, origin))
        {
            context.Response.Headers.AccessControlAllowOrigin = origin;
            context.Response.Headers.Vary = "Origin";
            return true;
        }
        await RefuseAsync(context, StatusCodes.Status403Forbidden, InvalidRequest, "Pages of this origin may not call this endpoint.");
        return false;
    }

    private static bool IsAllowed(HttpContext context, string origin)
    {
        if (!Uri.TryCreate(origin, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https")) return false;
        var site = context.RequestServices.GetService<SiteAddress>()?.PublicUrl;
        return uri.IsLoopback
            || (site is not null && Same(uri, site))
            || Door.OptionsOf(context.RequestServices).AllowedOrigins.Any(allowed => Uri.TryCreate(allowed, UriKind.Absolute, out var other) && Same(uri, other));
    }

    private static bool Same(Uri a, Uri b) => Uri.Compare(a, b, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0;

    private static async Task Preflight(HttpContext context)
    {
        if (!await AllowOriginAsync(context)) return;
        context.Response.Headers.AccessControlAllowMethods = "POST";
        context.Response.Headers.AccessControlAllowHeaders = "Content-Type, Accept, MCP-Protocol-Version, Mcp-Method, Mcp-Name, Mcp-Session-Id";
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private static Task NotAllowed(HttpContext context)
    {
        context.Response.Headers.Allow = "POST";
        return RefuseAsync(context, StatusCodes.Status405MethodNotAllowed, InvalidRequest, "This endpoint has no sessions and no streams of its own: it takes POST.");
    }

    private static Task RefuseAsync(HttpContext context, int status, int code, string message)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        return context.Response.WriteAsync($$$"""{"jsonrpc":"2.0","id":null,"error":{"code":{{{code}}},"message":{{{JsonSerializer.Serialize(message)}}}}}""", context.RequestAborted);
    }
}
