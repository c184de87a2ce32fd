using Catalogue.Crawler.Model;

namespace Catalogue.Site.Serving;

/// <summary>What is going on, at one moment.</summary>
/// <param name="Phase">One line in plain English: <c>Reading the official registry</c>. Empty when nothing goes on.</param>
/// <param name="Done">Steps done in this phase.</param>
/// <param name="Total">Steps of this phase, or 0 when unknown.</param>
/// <param name="Outcomes">Servers asked in this pass, by outcome.</param>
/// <param name="Warnings">What could not be done, newest last, in plain English.</param>
/// <param name="StartedAt">When this pass began, or null.</param>
/// <param name="NextPassAt">When the next pass begins, or null.</param>
public sealed record CrawlSnapshot(
    string Phase, int Done, int Total, IReadOnlyDictionary<Outcome, int> Outcomes, IReadOnlyList<string> Warnings,
    DateTimeOffset? StartedAt, DateTimeOffset? NextPassAt)
{
    /// <summary>Nothing goes on.</summary>
    public static CrawlSnapshot Idle { get; } = new("", 0, 0, new Dictionary<Outcome, int>(), [], null, null);

    /// <summary>True while something goes on.</summary>
    public bool Working => Phase.Length > 0;
}
