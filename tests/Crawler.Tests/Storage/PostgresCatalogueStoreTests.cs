using Catalogue.Crawler.Storage;
using Catalogue.TestSupport.Postgres;

namespace Catalogue.Crawler.Tests.Storage;

[Collection(PostgresCollection.Name)]
public sealed class PostgresCatalogueStoreTests(PostgresCluster cluster) : CatalogueStoreContract
{
    protected override async Task<StoreFixture> OpenAsync() =>
        await StoreFixture.OpenAsync(DatabaseAddress.Parse(await cluster.CreateDatabaseAsync(), "unused"));
}
