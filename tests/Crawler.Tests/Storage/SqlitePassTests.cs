namespace Catalogue.Crawler.Tests.Storage;

public sealed class SqlitePassTests : PassContract
{
    protected override Task<StoreFixture> OpenAsync() => StoreFixture.OnSqliteAsync();
}
