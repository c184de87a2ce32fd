using Catalogue.Classifier.Model;
using Catalogue.Crawler.Model;
using Catalogue.Site.Search;

namespace Catalogue.Site.Publishing;

/// <summary>Counts over one generation: what <c>/api/v1/stats</c> and the foot of every page say.</summary>
/// <param name="Servers">All servers, not observed ones included.</param>
/// <param name="Tools">Tools present.</param>
/// <param name="ByCategory">Present tools by category.</param>
/// <param name="ByRisk">Present tools by risk.</param>
/// <param name="ByOutcome">Servers by outcome.</param>
/// <param name="ByCapability">Present tools by capability name.</param>
/// <param name="Generation">The generation's number, growing.</param>
/// <param name="PublishedAt">When it became the one that readers see.</param>
/// <param name="RuleSet">Hash of the rule set it was made with.</param>
public sealed record CatalogueStats(
    int Servers,
    int Tools,
    IReadOnlyDictionary<Category, int> ByCategory,
    IReadOnlyDictionary<RiskLevel, int> ByRisk,
    IReadOnlyDictionary<Outcome, int> ByOutcome,
    IReadOnlyDictionary<string, int> ByCapability,
    long Generation,
    DateTimeOffset PublishedAt,
    string RuleSet);

/// <summary>A short line about one server, for lists.</summary>
public sealed record ServerSummary(
    string Name, string Slug, string? Title, RiskLevel? Risk, Outcome Outcome, int Tools, DateTimeOffset? ObservedAt, long Revision, bool Withdrawn);

/// <summary>
/// One whole published generation, read-only, as everything that answers requests sees it.
/// An instance never changes; the next generation is another instance (see <see cref="ICatalogueAccessor"/>).
/// </summary>
public interface IPublishedCatalogue
{
    /// <summary>The generation's counts.</summary>
    CatalogueStats Stats { get; }

    /// <summary>A server by canonical name, slug (any case) or alias; null when unknown.</summary>
    AssessedServer? FindServer(string nameOrSlug);

    /// <summary>Servers by slug (ordinal), after a slug; for paging.</summary>
    IReadOnlyList<ServerSummary> ListServers(string? afterSlug, int limit);

    /// <summary>The newest history rows with their server's slug and name, newest first, before an id; for paging.</summary>
    IReadOnlyList<PublishedChange> ListChanges(long? beforeId, int limit);

    /// <summary>The generation's search index; it lives as long as the generation and is not for callers to dispose.</summary>
    ISearchIndex Search { get; }

    /// <summary>How much of the generation each attack pattern is linked to, by id; patterns that are linked to nothing are left out.</summary>
    IReadOnlyDictionary<string, AttackReach> AttackReach { get; }

    /// <summary>The whole catalogue as gzip'ed JSON lines (concatenated gzip members): <c>/api/v1/dump.jsonl.gz</c>.</summary>
    Stream OpenDump();
}

/// <summary>A history row as readers see it.</summary>
public sealed record PublishedChange(HistoryEntry Entry, string ServerSlug, string ServerName, string? ToolSlug, Verdict? Verdict);

/// <summary>The generation that readers see now; null before the first publish.</summary>
public interface ICatalogueAccessor
{
    /// <summary>The newest whole generation, or null.</summary>
    IPublishedCatalogue? Current { get; }
}
