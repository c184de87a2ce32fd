using Catalogue.TestSupport.Postgres;

namespace Catalogue.Crawler.Tests.Storage;

/// <summary>The tests that share one PostgreSQL.</summary>
[CollectionDefinition(Name)]
public sealed class PostgresCollection : ICollectionFixture<PostgresCluster>
{
    public const string Name = "postgres";
}
