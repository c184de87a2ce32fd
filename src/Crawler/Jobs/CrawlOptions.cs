using Catalogue.Crawler.Sources;

namespace Catalogue.Crawler.Jobs;

/// <summary>A source as a pass reads it.</summary>
/// <param name="Source">The source.</param>
/// <param name="Explicit">True when the operator named it for this pass: then everything it lists is asked, due or not.</param>
public sealed record CrawlSource(IServerSource Source, bool Explicit);

/// <summary>What one pass covers, and how much at once.</summary>
public sealed record CrawlOptions
{
    /// <summary>The sources, in the order of their weight.</summary>
    public required IReadOnlyList<CrawlSource> Sources { get; init; }

    /// <summary>At most so many servers are taken up and asked; null for all.</summary>
    public int? Limit { get; init; }

    /// <summary>True: only servers that are due are asked. False: also everything that a source listed in this pass.</summary>
    public bool OnlyDue { get; init; }

    /// <summary>Servers in one job.</summary>
    public int BatchSize { get; init; } = 50;

    /// <summary>How long a leader that gives no sign of life counts as alive, when several workers share a database.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a batch that failed is tried again.</summary>
    public int BatchAttempts { get; init; } = 3;

    /// <summary>A text for what the pass covers: an interrupted pass is gone on with when it covers the same.</summary>
    internal string Scope => $"{string.Join(' ', Sources.Select(source => (source.Explicit ? "+" : "") + source.Source.Name).Order(StringComparer.Ordinal))} limit={Limit} due={OnlyDue}";
}
