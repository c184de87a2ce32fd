namespace Catalogue.Site.Api.Answers;

/// <summary>The answer of <c>/api/v1/stats</c>.</summary>
public sealed record StatsAnswer(
    int Servers,
    int Tools,
    IReadOnlyDictionary<string, int> ByCategory,
    IReadOnlyDictionary<string, int> ByRisk,
    IReadOnlyDictionary<string, int> ByOutcome,
    IReadOnlyDictionary<string, int> ByCapability,
    long Generation,
    DateTimeOffset PublishedAt,
    string RuleSet,
    string Version);
