namespace Catalogue.Crawler.Tests.Storage;

public sealed class SqliteInspectionTests : InspectionContract
{
    protected override Task<StoreFixture> OpenAsync() => StoreFixture.OnSqliteAsync();
}
