namespace Catalogue.Crawler.Storage.Rows;

/// <summary>A row of <c>listings</c> (without the raw entry, which only readers want); texts as stored.</summary>
internal sealed class ListingRow
{
    public long Id { get; set; }

    public long ServerId { get; set; }

    public long OriginServerId { get; set; }

    public string Source { get; set; } = "";

    public string NameThere { get; set; } = "";

    public string NameKey { get; set; } = "";

    /// <summary>1 when the operator named the server it belongs to: it is never moved away for want of a common key.</summary>
    public long Pinned { get; set; }

    public string Content { get; set; } = "";

    public byte[] ContentHash { get; set; } = [];

    public byte[]? RawEntry { get; set; }

    public long FirstSeen { get; set; }

    public long LastSeen { get; set; }

    public long? DroppedAt { get; set; }
}
