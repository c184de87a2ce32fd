using Catalogue.TestSupport.Postgres;

namespace Catalogue.Crawler.Tests.Storage;

[Collection(PostgresCollection.Name)]
public sealed class PostgresPassTests(PostgresCluster cluster) : PassContract
{
    protected override Task<StoreFixture> OpenAsync() => StoreFixture.OnPostgresAsync(cluster);
}
