namespace Catalogue.Crawler.Storage;

/// <summary>What is remembered of a source between passes.</summary>
/// <param name="Listed">When it was last read, or null.</param>
/// <param name="ListedWhole">When it was last gone through as a whole, or null.</param>
/// <param name="Bookmark">Where the last reading left off, in the source's own words; or null.</param>
public sealed record SourceState(DateTimeOffset? Listed, DateTimeOffset? ListedWhole, string? Bookmark);
