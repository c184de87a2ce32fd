namespace Catalogue.Crawler.Storage.Writing;

/// <summary>What declaring tools did.</summary>
internal sealed class DeclareCounts
{
    public int Added { get; set; }

    public int Updated { get; set; }

    public int Removed { get; set; }

    public int Unchanged { get; set; }

    /// <summary>Tools left alone because the running server gave them itself.</summary>
    public int KeptObserved { get; set; }

    public bool Any => Added + Updated + Removed > 0;
}
