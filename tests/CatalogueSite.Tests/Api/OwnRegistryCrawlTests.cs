using System.Text;
using System.Text.Json;
using Catalogue.Crawler.Model;
using Catalogue.Crawler.Storage;
using Catalogue.Site.Commands;
using Catalogue.Site.Tests.Support;
using Catalogue.TestSupport;

namespace Catalogue.Site.Tests.Api;

/// <summary>One catalogue as the source of another: our registry source reads our own sub-registry.</summary>
public sealed class OwnRegistryCrawlTests : IDisposable
{
    private readonly ScratchFolder _data = new();

    [Fact]
    public async Task Our_registry_source_crawls_our_own_sub_registry_and_keeps_its_entries_byte_for_byte()
    {
        await using var host = await DoorHost.StartAsync(await DoorFixtures.CatalogueAsync());
        _data.Write("mirror.yaml", $"kind: registry\nurl: {host.Address}\npage-size: 2\n");
        var code = await CatalogueCommands.Create().Parse(["crawl", "--source", Path.Combine(_data.Path, "mirror.yaml"), "--data", _data.Path]).InvokeAsync();
        code.ShouldBe(0);

        using var store = await CatalogueStore.OpenAsync(DatabaseAddress.Parse(null, _data.Path));
        var servers = new List<ServerRecord>();
        await foreach (var server in store.ReadServersAsync(0, default)) servers.Add(server);
        var served = await EntriesAsync(host);
        servers.Select(server => server.Name).ShouldBe(served.Keys, ignoreOrder: true);
        foreach (var server in servers)
        {
            var listing = server.Listings.ShouldHaveSingleItem();
            Encoding.UTF8.GetString(listing.RawEntry!.Value.Span).ShouldBe(served[server.Name]);
        }
        var shop = servers.Single(server => server.Name == "io.example/shop");
        (shop.Version, shop.Repository, shop.Description).ShouldBe(("1.2.3", "https://git.example/shop", "Sells things."));
    }

    public void Dispose() => _data.Dispose();

    private static async Task<Dictionary<string, string>> EntriesAsync(DoorHost host)
    {
        using var page = JsonDocument.Parse(await host.GetAsync("/v0.1/servers?limit=100"));
        return page.RootElement.GetProperty("servers").EnumerateArray().ToDictionary(entry => entry.GetProperty("server").GetProperty("name").GetString()!, entry => entry.GetRawText());
    }
}
