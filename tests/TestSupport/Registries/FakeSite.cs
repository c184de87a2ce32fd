using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Catalogue.TestSupport.Registries;

/// <summary>A web site on loopback that answers as a test tells it and remembers what it was asked.</summary>
public sealed class FakeSite : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly List<FakeRequest> _requests = [];
    private readonly CancellationTokenSource _closing = new();

    private FakeSite(WebApplication app) => _app = app;

    /// <summary>Its address, ending in a slash.</summary>
    public Uri Url { get; private set; } = null!;

    /// <summary>Its port on 127.0.0.1.</summary>
    public int Port => Url.Port;

    /// <summary>What it was asked so far.</summary>
    public IReadOnlyList<FakeRequest> Requests
    {
        get
        {
            lock (_requests) return [.. _requests];
        }
    }

    /// <summary>Starts a site.</summary>
    /// <param name="answer">What it answers to what.</param>
    /// <param name="tls">True: https with a certificate that nobody vouches for.</param>
    public static async Task<FakeSite> StartAsync(Func<FakeRequest, FakeAnswer> answer, bool tls = false)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Listen(IPAddress.Loopback, 0, listen =>
            {
                listen.Protocols = HttpProtocols.Http1;
                if (tls) listen.UseHttps(SelfSigned());
            });
        });
        if (tls) builder.WebHost.UseKestrelHttpsConfiguration();
        var app = builder.Build();
        var site = new FakeSite(app);
        app.Run(context => site.AnswerAsync(context, answer));
        await app.StartAsync();
        site.Url = new Uri(app.Urls.First() + "/");
        return site;
    }

    /// <summary>A port on loopback where nothing listens.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _app.DisposeAsync();
        _closing.Dispose();
    }

    private async Task AnswerAsync(HttpContext context, Func<FakeRequest, FakeAnswer> answer)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        var target = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        FakeRequest request;
        lock (_requests)
        {
            request = new FakeRequest(
                context.Request.Method,
                target.Split('?')[0],
                context.Request.Query.ToDictionary(static pair => pair.Key, static pair => pair.Value.ToString()),
                context.Request.Headers.ToDictionary(static pair => pair.Key, static pair => pair.Value.ToString(), StringComparer.OrdinalIgnoreCase),
                body,
                _requests.Count + 1);
            _requests.Add(request);
        }
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _closing.Token);
        try
        {
            await SendAsync(context, answer(request), end.Token);
        }
        catch (OperationCanceledException)
        {
            context.Abort();
        }
    }

    private static async Task SendAsync(HttpContext context, FakeAnswer answer, CancellationToken cancellationToken)
    {
        if (answer.Silent) await Task.Delay(Timeout.Infinite, cancellationToken);
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = answer.ContentType;
        foreach (var (name, value) in answer.Headers) context.Response.Headers[name] = value;
        if (answer.Every is { } distance)
        {
            while (true)
            {
                await context.Response.Body.WriteAsync(answer.Body, cancellationToken);
                await context.Response.Body.FlushAsync(cancellationToken);
                await Task.Delay(distance, cancellationToken);
            }
        }
        context.Response.ContentLength = answer.Body.Length;
        if (answer.CutAfter is { } cut)
        {
            await context.Response.Body.WriteAsync(answer.Body.AsMemory(0, cut), cancellationToken);
            await context.Response.Body.FlushAsync(cancellationToken);
            context.Abort();
            return;
        }
        await context.Response.Body.WriteAsync(answer.Body, cancellationToken);
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var plain = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(plain.Export(X509ContentType.Pfx), null);
    }
}
