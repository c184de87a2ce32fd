using System.Text.Json.Serialization;

namespace Catalogue.Site.Api.Answers;

/// <summary>The answer of <c>/api/v1/search</c>.</summary>
public sealed record SearchAnswer(
    int Total,
    bool TotalIsLowerBound,
    string? NextCursor,
    IReadOnlyList<SearchItem> Items,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>> Facets,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? CorrectedText);

/// <summary>One tool that was found.</summary>
public sealed record SearchItem(
    string Server, string Tool, string? Title, string? Summary, string Category, string Risk, bool Contested, int Findings, string Url);
