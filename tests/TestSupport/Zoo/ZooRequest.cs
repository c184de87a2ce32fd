using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Catalogue.TestSupport.Zoo;

/// <summary>One request to a server of the zoo, and the ways it is answered.</summary>
public sealed class ZooRequest
{
    private ZooRequest(HttpContext context, string method, string id, string? cursor)
    {
        Context = context;
        Method = method;
        Id = id;
        Cursor = cursor;
    }

    /// <summary>The exchange.</summary>
    public HttpContext Context { get; }

    /// <summary>The JSON-RPC method; empty for requests without a body.</summary>
    public string Method { get; }

    /// <summary>The id as JSON, or <c>null</c> for notifications.</summary>
    public string Id { get; }

    /// <summary>The cursor asked for, or null.</summary>
    public string? Cursor { get; }

    /// <summary>Reads a request.</summary>
    public static async Task<ZooRequest> ReadAsync(HttpContext context)
    {
        if (context.Request.ContentLength is null or 0) return new ZooRequest(context, "", "null", null);
        using var document = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
        var root = document.RootElement;
        var cursor = root.TryGetProperty("params", out var parameters) && parameters.TryGetProperty("cursor", out var given) ? given.GetString() : null;
        return new ZooRequest(context, root.GetProperty("method").GetString()!, root.TryGetProperty("id", out var id) ? id.GetRawText() : "null", cursor);
    }

    /// <summary>Answers with a result.</summary>
    public Task ResultAsync(string result) => JsonAsync(200, $$"""{"jsonrpc":"2.0","id":{{Id}},"result":{{result}}}""");

    /// <summary>Answers with an error.</summary>
    public Task ErrorAsync(int status, int code, string message, string? data = null) =>
        JsonAsync(status, $$"""{"jsonrpc":"2.0","id":{{Id}},"error":{"code":{{code}},"message":{{JsonSerializer.Serialize(message)}}{{(data is null ? "" : ",\"data\":" + data)}} } }""");

    /// <summary>Answers with a body that claims to be JSON.</summary>
    public Task JsonAsync(int status, string body) => BytesAsync(status, "application/json", Encoding.UTF8.GetBytes(body));

    /// <summary>Answers with any body.</summary>
    public async Task BytesAsync(int status, string type, byte[] body)
    {
        Context.Response.StatusCode = status;
        Context.Response.ContentType = type;
        await Context.Response.Body.WriteAsync(body, Context.RequestAborted);
    }

    /// <summary>Answers with events, each the data of one.</summary>
    public Task EventsAsync(IEnumerable<string> data) =>
        BytesAsync(200, "text/event-stream", Encoding.UTF8.GetBytes(string.Concat(data.Select(d => $"event: message\ndata: {d}\n\n"))));

    /// <summary>Sends a beginning, and then the same bytes until the client goes away.</summary>
    public async Task EndlessAsync(string type, string head, byte[] body)
    {
        Context.Response.ContentType = type;
        await Context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(head), Context.RequestAborted);
        while (!Context.RequestAborted.IsCancellationRequested) await Context.Response.Body.WriteAsync(body, Context.RequestAborted);
    }

    /// <summary>
    /// Answers the first request as a stateless server does that knows the older handshake too: on a slow machine the client's
    /// question for the newest revision can run out of time, and it goes on with <c>initialize</c>.
    /// </summary>
    public Task GreetAsync(string name = "zoo") => Method switch
    {
        "initialize" => InitializeAsync("2025-11-25"),
        "notifications/initialized" => BytesAsync(202, "text/plain", []),
        _ => ResultAsync(
            "{\"supportedVersions\":[\"2026-07-28\"],\"capabilities\":{\"tools\":{}},\"instructions\":\"Feed me\",\"_meta\":{\"io.modelcontextprotocol/serverInfo\":"
            + JsonSerializer.Serialize(new { name, version = "6.6" }) + "}}"),
    };

    /// <summary>Answers <c>initialize</c> with a version.</summary>
    public Task InitializeAsync(string version) =>
        ResultAsync($$$"""{"protocolVersion":"{{{version}}}","serverInfo":{"name":"zoo","version":"6.6"},"capabilities":{"tools":{} } }""");
}
