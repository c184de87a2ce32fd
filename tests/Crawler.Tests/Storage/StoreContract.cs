namespace Catalogue.Crawler.Tests.Storage;

/// <summary>Promises of the store that both databases keep.</summary>
public abstract class StoreContract
{
    protected abstract Task<StoreFixture> OpenAsync();
}
