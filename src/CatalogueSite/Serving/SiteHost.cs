using System.Net.Sockets;
using Catalogue.Site.Publishing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Catalogue.Site.Serving;

/// <summary>The web server of the site: Kestrel, the modules, pages for the rest.</summary>
public static class SiteHost
{
    private const int MaxRequestBody = 4 * 1024 * 1024;

    /// <summary>Builds the host; nothing listens before it is started (see <see cref="StartAsync"/>).</summary>
    public static WebApplication Build(SiteHostOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        // An empty builder: no settings come from files or the environment behind the operator's back.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = typeof(SiteHost).Assembly.GetName().Name });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxRequestBody;
            // A query of 10 KB, all of it escaped, is still answered.
            kestrel.Limits.MaxRequestLineSize = 64 * 1024;
            kestrel.Limits.MaxRequestHeadersTotalSize = 96 * 1024;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        });
        builder.WebHost.UseUrls([.. options.Urls]);
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
        builder.Logging.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Error);
        // A start that fails is told once, by the command, in a sentence.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        AddServices(builder.Services, options);
        var app = builder.Build();
        var responder = app.Services.GetRequiredService<SiteResponder>();
        var metrics = app.Services.GetRequiredService<SiteMetrics>();
        app.Use((context, next) => First(context, next, responder, metrics));
        app.UseRouting();
        foreach (var module in options.Modules) module.Map(app);
        app.MapFallback("/{**path}", context => FallbackAsync(context, responder));
        return app;
    }

    /// <summary>Starts listening.</summary>
    /// <exception cref="PublishException">An address can't be listened on: says which and what to do.</exception>
    public static async Task StartAsync(WebApplication app, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(app);
        var urls = string.Join(", ", app.Services.GetRequiredService<SiteHostOptions>().Urls);
        try
        {
            await app.StartAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (IOException error) when (error.InnerException is AddressInUseException)
        {
            throw new PublishException($"{urls}: another program listens there already. Stop it, or choose another address with --urls http://127.0.0.1:PORT.", error);
        }
        catch (Exception error) when (error is SocketException or IOException)
        {
            throw new PublishException($"{urls}: cannot listen there ({error.Message}). Choose another address with --urls.", error);
        }
    }

    private static void AddServices(IServiceCollection services, SiteHostOptions options)
    {
        services.AddRouting();
        services.AddSingleton(options);
        services.AddSingleton(options.Site);
        services.AddSingleton(options.Pages);
        services.AddSingleton(options.Address);
        services.AddSingleton(options.Crawl);
        services.AddSingleton<SiteMetrics>();
        services.AddSingleton<PageRendererPool>();
        services.AddSingleton<SiteResponder>();
        services.AddSingleton(_ => new GenerationStore(options.DataFolder, options.Engine));
        services.AddSingleton<ICatalogueAccessor>(provider => provider.GetRequiredService<GenerationStore>());
        services.AddSingleton<SearchWarmUp>();
        services.AddHostedService<GenerationWatcher>();
        options.Services?.Invoke(services);
    }

    private static Task First(HttpContext context, RequestDelegate next, SiteResponder responder, SiteMetrics metrics)
    {
        metrics.CountRequest();
        SecurityHeaders.Apply(context.Response);
        var method = context.Request.Method;
        if ((HttpMethods.IsGet(method) || HttpMethods.IsHead(method)) && responder.TrySendCached(context, out var sent)) return sent;
        return next(context);
    }

    private static Task FallbackAsync(HttpContext context, SiteResponder responder)
    {
        if (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)) return responder.RespondAsync(context);
        context.Response.Headers.Allow = "GET, HEAD";
        return PlainText.SendAsync(context, StatusCodes.Status405MethodNotAllowed, "Pages are only read here: GET and HEAD.\n");
    }
}
