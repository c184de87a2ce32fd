namespace Catalogue.Site.Api.Answers;

/// <summary>A line of <c>/api/v1/attacks</c>.</summary>
public sealed record AttackItem(string Id, string Title, string Summary, string? Date, string Url);
