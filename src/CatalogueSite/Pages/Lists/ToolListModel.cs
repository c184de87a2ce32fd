using Catalogue.Site.Publishing;

namespace Catalogue.Site.Pages.Lists;

/// <summary>A list of tools by category, risk or capability.</summary>
/// <param name="List">The path of its first page.</param>
/// <param name="Heading">What unites them.</param>
/// <param name="Intro">What that means, in a sentence or two.</param>
/// <param name="SearchFilter">The query string that searches inside it (<c>category=destructive</c>).</param>
/// <param name="Total">How many there are.</param>
/// <param name="Page">The page's number, from 1.</param>
/// <param name="Pages">How many pages there are.</param>
/// <param name="Tools">The tools of this page.</param>
/// <param name="Siblings">The other lists of the same kind.</param>
public sealed record ToolListModel(
    string List, string Heading, string Intro, string SearchFilter, int Total, int Page, int Pages,
    IReadOnlyList<ToolSummary> Tools, IReadOnlyList<ListLink> Siblings)
{
    /// <summary>The style class of the heading; empty for none.</summary>
    public string Style { get; init; } = "";

    /// <summary>Shape of the heading as safe HTML; empty for none.</summary>
    public string Icon { get; init; } = "";

    /// <summary>Narrower questions: links into the search with a filter more.</summary>
    public IReadOnlyList<ListLink> Narrower { get; init; } = [];
}

/// <summary>A link to a list with its count.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Href">Where it leads.</param>
/// <param name="Count">How many.</param>
/// <param name="Current">Whether it is the page itself.</param>
public sealed record ListLink(string Label, string Href, int Count, bool Current = false);
