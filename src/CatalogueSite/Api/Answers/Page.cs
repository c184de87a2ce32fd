namespace Catalogue.Site.Api.Answers;

/// <summary>One page of a list.</summary>
/// <param name="NextCursor">What to pass as <c>cursor</c> for the next page, or null on the last.</param>
/// <param name="Items">The page's items.</param>
public sealed record Page<T>(string? NextCursor, IReadOnlyList<T> Items);
