namespace Catalogue.Site.Serving;

/// <summary>What the crawler of this process is doing: set by the job that does it, shown on <c>/crawl/</c> and before the first generation.</summary>
public sealed class CrawlStatus
{
    private volatile CrawlSnapshot _now = CrawlSnapshot.Idle;

    /// <summary>What is going on now.</summary>
    public CrawlSnapshot Now
    {
        get => _now;
        set => _now = value ?? CrawlSnapshot.Idle;
    }
}
