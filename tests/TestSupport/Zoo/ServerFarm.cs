using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Catalogue.TestSupport.Zoo;

/// <summary>
/// Thousands of honest MCP servers behind one loopback port, each at a path of its own, speaking real MCP on the wire
/// and costing next to nothing: their answers are made once and wrapped around the request's id.
/// </summary>
public sealed class ServerFarm : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly Uri _address;
    private long _requests;

    private ServerFarm(WebApplication application, IReadOnlyList<FarmServer> servers)
    {
        _application = application;
        Servers = servers;
        _address = new Uri(application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    /// <summary>The servers, by number.</summary>
    public IReadOnlyList<FarmServer> Servers { get; }

    /// <summary>Requests answered by all servers.</summary>
    public long Requests => Interlocked.Read(ref _requests);

    /// <summary>Starts a farm.</summary>
    public static async Task<ServerFarm> StartAsync(IReadOnlyList<FarmServer> servers)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Listen(System.Net.IPAddress.Loopback, 0);
        });
        var application = builder.Build();
        ServerFarm? farm = null;
        application.Run(context => farm!.AnswerAsync(context));
        await application.StartAsync();
        return farm = new ServerFarm(application, servers);
    }

    /// <summary>Starts a farm of <paramref name="servers"/> servers that have <paramref name="tools"/> tools between them.</summary>
    public static Task<ServerFarm> StartAsync(int servers, int tools, FarmEra era = FarmEra.Stateless) =>
        StartAsync([.. Enumerable.Range(0, servers).Select(i => new FarmServer($"farm-{i}", Tools(i, (tools / servers) + (i < tools % servers ? 1 : 0)), era))]);

    /// <summary>Where a server is asked.</summary>
    public Uri Url(int number) => new(_address, $"/{number.ToString(CultureInfo.InvariantCulture)}/mcp");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync();
        await _application.DisposeAsync();
    }

    private static IEnumerable<string> Tools(int server, int count) => Enumerable.Range(0, count).Select(i =>
        $$$"""{"name":"tool_{{{server}}}_{{{i}}}","description":"Reads record {{{i}}} of shelf {{{server}}} and returns its title.","inputSchema":{"type":"object","properties":{"id":{"type":"string","description":"The record"},"depth":{"type":"integer","minimum":0}},"required":["id"]}}""");

    private async Task AnswerAsync(HttpContext context)
    {
        Interlocked.Increment(ref _requests);
        if (Find(context.Request.Path.Value!) is not { } server)
        {
            context.Response.StatusCode = 404;
            return;
        }
        server.Count();
        if (context.Request.Method != "POST")
        {
            context.Response.StatusCode = context.Request.Method == "DELETE" && server.Era == FarmEra.Sessions ? 204 : 405;
            return;
        }
        var result = await context.Request.BodyReader.ReadAtLeastAsync((int)(context.Request.ContentLength ?? 64 * 1024), context.RequestAborted);
        var (method, id) = Read(result.Buffer);
        context.Request.BodyReader.AdvanceTo(result.Buffer.End);
        await RespondAsync(context, server, method, id);
    }

    private static Task RespondAsync(HttpContext context, FarmServer server, string method, string? id)
    {
        if (id is null)
        {
            context.Response.StatusCode = 202;
            return Task.CompletedTask;
        }
        if (server.Era == FarmEra.Sessions && method != "initialize" && context.Request.Headers["Mcp-Session-Id"] != "farm-session")
            return WriteAsync(context, server, 400, id, "error", """{"code":-32600,"message":"Mcp-Session-Id is missing"}"""u8.ToArray());
        if (method == (server.Era == FarmEra.Stateless ? "server/discover" : "initialize"))
        {
            if (server.Era == FarmEra.Sessions) context.Response.Headers["Mcp-Session-Id"] = "farm-session";
            return WriteAsync(context, server, 200, id, "result", server.Greeting);
        }
        return method == "tools/list"
            ? WriteAsync(context, server, 200, id, "result", server.Tools)
            : WriteAsync(context, server, server.Era == FarmEra.Stateless ? 404 : 200, id, "error", """{"code":-32601,"message":"Method not found"}"""u8.ToArray());
    }

    private static async Task WriteAsync(HttpContext context, FarmServer server, int status, string id, string member, byte[] value)
    {
        var events = server.Era == FarmEra.Events && status == 200;
        var head = System.Text.Encoding.UTF8.GetBytes($"{(events ? "event: message\ndata: " : "")}{{\"jsonrpc\":\"2.0\",\"id\":{id},\"{member}\":");
        var foot = events ? "}\n\n"u8.ToArray() : "}"u8.ToArray();
        context.Response.StatusCode = status;
        context.Response.ContentType = events ? "text/event-stream" : "application/json";
        if (!events) context.Response.ContentLength = head.Length + value.Length + foot.Length;
        var writer = context.Response.BodyWriter;
        writer.Write(head);
        writer.Write(value);
        writer.Write(foot);
        await writer.FlushAsync(context.RequestAborted);
    }

    private FarmServer? Find(string path)
    {
        var end = path.IndexOf('/', 1);
        return end > 1 && path.AsSpan(end).SequenceEqual("/mcp") && int.TryParse(path.AsSpan(1, end - 1), CultureInfo.InvariantCulture, out var number) && number < Servers.Count
            ? Servers[number]
            : null;
    }

    private static (string Method, string? Id) Read(ReadOnlySequence<byte> body)
    {
        var reader = new Utf8JsonReader(body);
        string method = "";
        string? id = null;
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isId = reader.ValueTextEquals("id"u8);
            var isMethod = reader.ValueTextEquals("method"u8);
            reader.Read();
            if (isId) id = reader.TokenType == JsonTokenType.Number ? reader.GetInt64().ToString(CultureInfo.InvariantCulture) : JsonSerializer.Serialize(reader.GetString());
            else if (isMethod) method = reader.GetString()!;
            else reader.Skip();
        }
        return (method, id);
    }
}
