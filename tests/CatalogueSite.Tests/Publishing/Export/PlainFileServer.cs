using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.FileProviders;

namespace Catalogue.Site.Tests.Publishing.Export;

/// <summary>A web server that knows nothing but files, as any static host.</summary>
internal sealed class PlainFileServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private PlainFileServer(WebApplication app) => _app = app;

    public string Root => _app.Urls.Single() + "/";

    /// <summary>Bytes sent so far; a test may set it back.</summary>
    public long Sent { get; set; }

    /// <summary>What was asked for and is not there.</summary>
    public System.Collections.Concurrent.ConcurrentBag<string> Missing { get; } = [];

    /// <summary>Bytes sent of the search index and its script.</summary>
    public long IndexSent { get; private set; }

    public static async Task<PlainFileServer> StartAsync(string folder, string basePath)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var server = new PlainFileServer(app);
        app.Use(async (context, next) =>
        {
            await next(context);
            var length = context.Response.ContentLength ?? 0;
            server.Sent += length;
            if (context.Request.Path.Value!.Contains("/search/index/", StringComparison.Ordinal) || context.Request.Path.Value.Contains("static-search", StringComparison.Ordinal)) server.IndexSent += length;
        });
        app.UseFileServer(new FileServerOptions { FileProvider = new PhysicalFileProvider(folder), RequestPath = basePath, StaticFileOptions = { ServeUnknownFileTypes = true } });
        app.Run(context =>
        {
            server.Missing.Add(context.Request.Path);
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });
        await app.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
