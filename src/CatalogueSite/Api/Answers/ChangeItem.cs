namespace Catalogue.Site.Api.Answers;

/// <summary>A line of <c>/api/v1/changes</c>: something appeared, changed, disappeared or came back.</summary>
public sealed record ChangeItem(
    long Id, string Kind, DateTimeOffset At, string Server, string? Tool, IReadOnlyList<string> Fields,
    string? OldDefinition, string? NewDefinition, string? Category, string? Risk, string Url);
