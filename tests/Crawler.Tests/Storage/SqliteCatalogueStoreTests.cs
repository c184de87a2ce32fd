using Catalogue.Crawler.Storage;

namespace Catalogue.Crawler.Tests.Storage;

public sealed class SqliteCatalogueStoreTests : CatalogueStoreContract
{
    protected override async Task<StoreFixture> OpenAsync()
    {
        var folder = new TemporaryFolder();
        return await StoreFixture.OpenAsync(DatabaseAddress.Parse(null, folder.Path), folder.Dispose);
    }
}
