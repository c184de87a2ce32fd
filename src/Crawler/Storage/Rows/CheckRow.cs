namespace Catalogue.Crawler.Storage.Rows;

/// <summary>A row of <c>checks</c>: when a server was asked and when it will be again. The only table that a pass without changes writes.</summary>
internal sealed class CheckRow
{
    public long ServerId { get; set; }

    public long? CheckedAt { get; set; }

    public long? LastGoodAt { get; set; }

    public long? DurationMs { get; set; }

    public long DueAt { get; set; }

    /// <summary>How long until the next check while it answers.</summary>
    public long IntervalMs { get; set; }

    /// <summary>Attempts in a row that listed no tools.</summary>
    public long Failures { get; set; }

    /// <summary>The pass that asked it last; 0 for none.</summary>
    public long PassId { get; set; }

    public long? InspectionId { get; set; }

    /// <summary>The hash of the raw list that the stored tools were taken from; null where anything else touched them.</summary>
    public byte[]? ListHash { get; set; }
}
