namespace Catalogue.Site.Pages.Views;

/// <summary>One parameter of a tool as the table shows it; the HTML members are safe as they are.</summary>
/// <param name="Pointer">Field pointer of its schema (<c>inputSchema/properties/path</c>).</param>
/// <param name="Parent">Path of the objects it lies in, with a trailing dot (<c>settings.</c>), or empty.</param>
/// <param name="NameHtml">Its name with marks.</param>
/// <param name="TypeHtml">Its type in words.</param>
/// <param name="Required">Whether its object demands it.</param>
/// <param name="ValuesHtml">Allowed values, default, limits; may be empty.</param>
/// <param name="DescriptionHtml">What the author says of it, with marks; may be empty.</param>
public sealed record ParameterRow(
    string Pointer, string Parent, string NameHtml, string TypeHtml, bool Required, string ValuesHtml, string DescriptionHtml)
{
    /// <summary>The notes that point into it.</summary>
    public IReadOnlyList<Note> Notes { get; init; } = [];
}
