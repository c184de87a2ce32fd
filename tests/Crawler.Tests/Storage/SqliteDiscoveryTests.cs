namespace Catalogue.Crawler.Tests.Storage;

public sealed class SqliteDiscoveryTests : DiscoveryContract
{
    protected override Task<StoreFixture> OpenAsync() => StoreFixture.OnSqliteAsync();
}
