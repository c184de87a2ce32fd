using Catalogue.Site.Pages;
using Catalogue.Site.Publishing;
using Catalogue.Site.Search;
using Catalogue.Site.Serving;
using Catalogue.Site.Tests.Publishing;
using Catalogue.Site.Tests.Serving;

namespace Catalogue.Site.Tests.Safety;

/// <summary>The real site, published from nothing but injections.</summary>
public sealed class InjectedSite : IAsyncLifetime
{
    private readonly PublishingFolder _folder = new(SearchEngine.CreateWriter());

    internal RunningSite Site { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        foreach (var server in Injections.Servers) _folder.Reader.Put(server);
        _folder.Options = _folder.Options with { Pages = SitePages.All };
        await _folder.PublishAsync();
        Site = await RunningSite.StartAsync(_folder, options => options with
        {
            Modules = SiteModules.All,
            Pages = SitePages.All,
            Address = new SiteAddress(new Uri("https://catalogue.example/"), new Uri("https://catalogue.example/report")),
        });
    }

    public async Task DisposeAsync()
    {
        if (Site is not null) await Site.DisposeAsync();
        _folder.Dispose();
    }
}
