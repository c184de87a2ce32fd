using Catalogue.Crawler.Storage.Rows;

namespace Catalogue.Crawler.Storage.Writing;

/// <summary>A server while a batch of listings is being placed.</summary>
internal sealed class ServerWork(ServerRow row, bool isNew)
{
    public ServerRow Row { get; } = row;

    public bool IsNew { get; } = isNew;

    public List<ListingWork> Listings { get; } = [];

    /// <summary>Names and slugs that from now on redirect here.</summary>
    public HashSet<string> NewAliases { get; } = new(StringComparer.Ordinal);

    /// <summary>True when its listings changed, so that what it says of itself must be worked out anew.</summary>
    public bool Dirty { get; set; } = isNew;

    /// <summary>True when it was merged away or came back from a merge in this batch.</summary>
    public bool MergeChanged { get; set; }
}
