using Catalogue.Classifier.Rules;
using Catalogue.Site.Api.Http;
using Catalogue.Site.Attacks;
using Catalogue.Site.Publishing;
using Catalogue.Site.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Catalogue.Site.Tests.Support;

/// <summary>A real Kestrel on a free port of loopback with some groups of routes over a fake generation.</summary>
internal sealed class DoorHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private DoorHost(WebApplication app, FakeCatalogue catalogue)
    {
        _app = app;
        Catalogue = catalogue;
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        Client = new HttpClient { BaseAddress = Address };
    }

    public FakeCatalogue Catalogue { get; }

    public Uri Address { get; }

    public HttpClient Client { get; }

    public static async Task<DoorHost> StartAsync(FakeCatalogue catalogue, DoorOptions? options = null, TimeProvider? time = null, Uri? publicUrl = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.Services.AddSingleton<ICatalogueAccessor>(catalogue);
        builder.Services.AddSingleton(new SiteAddress(publicUrl ?? new Uri("https://catalogue.example/"), null));
        builder.Services.AddSingleton(new SiteContext(RuleSet.LoadEmbedded(), AttackLibrary.LoadEmbedded(), SiteAssets.Embedded));
        builder.Services.AddSingleton(options ?? new DoorOptions { RequestsPerMinute = 0 });
        builder.Services.AddSingleton(time ?? TimeProvider.System);
        var app = builder.Build();
        // Pages and downloads need a published site; the doors answer from the fake generation.
        foreach (var module in SiteModules.All.Where(IsDoor)) module.Map(app);
        await app.StartAsync();
        return new DoorHost(app, catalogue);
    }

    private static bool IsDoor(IEndpointModule module) => module.GetType().Namespace is { } home && (home.StartsWith("Catalogue.Site.Api", StringComparison.Ordinal) || home.StartsWith("Catalogue.Site.Mcp", StringComparison.Ordinal));

    public async Task<string> GetAsync(string path) => await Client.GetStringAsync(new Uri(path, UriKind.Relative));

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        Catalogue.Dispose();
    }
}
