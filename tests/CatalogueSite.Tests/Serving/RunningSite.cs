using System.Net;
using System.Net.Sockets;
using System.Text;
using Catalogue.Site.Serving;
using Catalogue.Site.Tests.Publishing;
using Microsoft.AspNetCore.Builder;

namespace Catalogue.Site.Tests.Serving;

/// <summary>A site over a <see cref="PublishingFolder"/>, on a free port of loopback.</summary>
internal sealed class RunningSite : IAsyncDisposable
{
    private readonly WebApplication _app;

    private RunningSite(WebApplication app)
    {
        _app = app;
        Root = new Uri(app.Urls.Single());
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.None }) { BaseAddress = Root };
    }

    public Uri Root { get; }

    public HttpClient Client { get; }

    public static async Task<RunningSite> StartAsync(PublishingFolder folder, Func<SiteHostOptions, SiteHostOptions>? change = null)
    {
        var options = new SiteHostOptions
        {
            DataFolder = folder.Path,
            Site = folder.Options.Site,
            Pages = folder.Options.Pages,
            Engine = folder.Options.Index,
            Urls = ["http://127.0.0.1:0"],
            Modules = [new HealthModule(), new AssetModule(), new PolicyModule()],
            RefreshInterval = TimeSpan.FromMilliseconds(20),
        };
        var app = SiteHost.Build(change?.Invoke(options) ?? options);
        await SiteHost.StartAsync(app, default);
        return new RunningSite(app);
    }

    public async Task<HttpResponseMessage> GetAsync(string path, string? acceptEncoding = null, string? ifNoneMatch = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (acceptEncoding is not null) request.Headers.TryAddWithoutValidation("Accept-Encoding", acceptEncoding);
        if (ifNoneMatch is not null) request.Headers.TryAddWithoutValidation("If-None-Match", ifNoneMatch);
        return await Client.SendAsync(request);
    }

    /// <summary>Sends a request line exactly as written, which HttpClient would tidy up; returns the whole answer as text.</summary>
    public async Task<string> SendRawAsync(string requestLine)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(Root.Host, Root.Port);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"{requestLine}\r\nHost: site\r\nConnection: close\r\n\r\n"));
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}
