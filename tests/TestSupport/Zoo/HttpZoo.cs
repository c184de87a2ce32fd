using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Catalogue.TestSupport.Zoo;

/// <summary>Hostile and odd MCP servers behind one loopback port: <c>/{behaviour}</c>, the names of which are <see cref="Behaviours"/>.</summary>
public sealed class HttpZoo : IAsyncDisposable
{
    private readonly WebApplication _application;

    private HttpZoo(WebApplication application)
    {
        _application = application;
        Address = new Uri(application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    /// <summary>Every behaviour.</summary>
    public static IReadOnlyCollection<string> Behaviours => HostileHttp.All.Keys;

    /// <summary>Names of tools that are no good names.</summary>
    public static IReadOnlyList<string> OddNames => HostileHttp.OddNames;

    /// <summary>The tool whose very bytes must be kept.</summary>
    public static string RawTool => HostileHttp.RawTool;

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Every request as <c>METHOD path authorization-header</c>, in the order of arrival.</summary>
    public ConcurrentQueue<string> Seen { get; } = new();

    /// <summary>More behaviours, of one test: by path.</summary>
    public ConcurrentDictionary<string, Func<ZooRequest, Task>> Own { get; } = new();

    /// <summary>Opens the zoo.</summary>
    public static async Task<HttpZoo> OpenAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.Listen(System.Net.IPAddress.Loopback, 0);
            options.Limits.MinResponseDataRate = null;
        });
        var application = builder.Build();
        HttpZoo? zoo = null;
        application.Run(context => zoo!.AnswerAsync(context));
        await application.StartAsync();
        return zoo = new HttpZoo(application);
    }

    /// <summary>Where a behaviour is met.</summary>
    public Uri Url(string behaviour) => new(Address, "/" + behaviour);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await _application.StopAsync(now.Token);
        await _application.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        Seen.Enqueue($"{context.Request.Method} {path} {context.Request.Headers.Authorization}");
        if (!Own.TryGetValue(path, out var behaviour) && !HostileHttp.All.TryGetValue(path[1..], out behaviour))
        {
            context.Response.StatusCode = 404;
            return;
        }
        if (context.Request.Method == "GET" && !Own.ContainsKey(path) && context.Request.ContentLength is null or 0 && context.Request.Method != "POST")
        {
            context.Response.StatusCode = 405;
            return;
        }
        try
        {
            await behaviour(await ZooRequest.ReadAsync(context));
        }
        catch (Exception problem) when (problem is OperationCanceledException or IOException || context.RequestAborted.IsCancellationRequested)
        {
            // The client went away, as it should.
        }
    }
}
