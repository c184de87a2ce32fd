namespace Catalogue.Crawler.Model;

/// <summary>What one source gave in one pass.</summary>
/// <param name="Source">The source's configured name.</param>
/// <param name="Listed">Entries read.</param>
/// <param name="Malformed">Entries that could not be read.</param>
/// <param name="LeftOut">Entries not taken up, by setting.</param>
/// <param name="LeftOutWhy">Which setting leaves them out, or null.</param>
/// <param name="Error">Why the source failed, or null.</param>
public sealed record SourceReport(string Source, int Listed, int Malformed, int LeftOut, string? LeftOutWhy, string? Error);

/// <summary>One pass of discovery and inspection, for the summary table and the crawl page.</summary>
/// <param name="Id">Grows with time.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="EndedAt">When it ended, or null while it runs.</param>
/// <param name="Sources">What each source gave.</param>
/// <param name="Outcomes">Servers inspected in this pass by outcome.</param>
public sealed record CrawlPass(
    long Id, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, IReadOnlyList<SourceReport> Sources, IReadOnlyDictionary<Outcome, int> Outcomes)
{
    /// <summary>The servers that took longest, slowest first (at most 10); of the newest pass alone.</summary>
    public IReadOnlyList<CheckedServer> Slowest { get; init; } = [];

    /// <summary>The servers that gave no tools, the latest asked first (at most 20); of the newest pass alone.</summary>
    public IReadOnlyList<CheckedServer> Failures { get; init; } = [];
}
