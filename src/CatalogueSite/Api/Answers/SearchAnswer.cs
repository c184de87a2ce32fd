using System.Text.Json.Serialization;

namespace Catalogue.Site.Api.Answers;

/// <summary>The answer of <c>/api/v1/search</c>.</summary>
public sealed record SearchAnswer(
    int Total,
    bool TotalIsLowerBound,
    string? NextCursor,
    IReadOnlyList<SearchItem> Items,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>> Facets,
    IReadOnlyList<AttackHit> Attacks,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? CorrectedText);

/// <summary>One tool that was found.</summary>
public sealed record SearchItem(
    string Server, string Tool, string? Title, string? Summary, string Category, string Risk, bool Contested, int Findings, string Url);

/// <summary>An attack pattern that a search found; on the first page alone.</summary>
public sealed record AttackHit(string Id, string Title, string Url);
