namespace Catalogue.Site.Api.Answers;

/// <summary>A line of <c>/api/v1/attacks</c>: the pattern, the access it takes, and how much of this catalogue gives that access.</summary>
public sealed record AttackItem(
    string Id, string Title, string Summary, string? Date, string Kind, IReadOnlyList<string> Access, IReadOnlyList<string> Cves, string? Policy,
    int Servers, int Tools, string Url);
