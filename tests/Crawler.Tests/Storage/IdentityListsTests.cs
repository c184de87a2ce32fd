using Catalogue.Crawler.Sources;
using Catalogue.Crawler.Storage;
using static Catalogue.Crawler.Tests.Storage.StoreFixture;

namespace Catalogue.Crawler.Tests.Storage;

public sealed class IdentityListsTests
{
    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 2)]
    public async Task The_lists_beside_the_operators_sources_decide_which_package_says_nothing(bool replaced, int servers)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("identity"));
        File.WriteAllText(folder.File("identity/packages.yaml"), "wrappers: [\"npm:house-launcher\"]\nbundles: []\nneutral-flags: []\nneutral-options: []\n");
        var identity = replaced ? new ServerIdentity(IdentityWords.Load(SourceFiles.In(folder.Path))) : ServerIdentity.Default;
        using var store = await CatalogueStore.OpenAsync(DatabaseAddress.Parse(null, folder.Path), new StoreOptions { Identity = identity });
        var one = await store.UpsertDiscoveredAsync([Listed("One", package: "house-launcher", isRegistryName: false)], default);
        var two = await store.UpsertDiscoveredAsync([Listed("Two", "list", package: "house-launcher", isRegistryName: false)], default);
        one.ServerIds.Concat(two.ServerIds).Distinct().Count().ShouldBe(servers);
    }
}
