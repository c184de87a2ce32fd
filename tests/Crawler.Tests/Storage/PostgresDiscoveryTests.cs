using Catalogue.TestSupport.Postgres;

namespace Catalogue.Crawler.Tests.Storage;

[Collection(PostgresCollection.Name)]
public sealed class PostgresDiscoveryTests(PostgresCluster cluster) : DiscoveryContract
{
    protected override Task<StoreFixture> OpenAsync() => StoreFixture.OnPostgresAsync(cluster);
}
