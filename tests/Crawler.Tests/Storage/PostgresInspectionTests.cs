using Catalogue.TestSupport.Postgres;

namespace Catalogue.Crawler.Tests.Storage;

[Collection(PostgresCollection.Name)]
public sealed class PostgresInspectionTests(PostgresCluster cluster) : InspectionContract
{
    protected override Task<StoreFixture> OpenAsync() => StoreFixture.OnPostgresAsync(cluster);
}
