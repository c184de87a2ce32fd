namespace Catalogue.Site.Publishing;

/// <summary>A part's content: a component, or finished HTML (already encoded).</summary>
public sealed record PartContent(PageRequest? Component, string? Html)
{
    /// <summary>Nothing at all.</summary>
    public static PartContent Empty { get; } = new(null, "");

    /// <summary>A component with one parameter, <c>Model</c>.</summary>
    public static PartContent Of<TComponent>(object? model) => new(PageRequest.For<TComponent>("", model), null);

    /// <summary>Finished HTML or plain text; the caller has encoded it.</summary>
    public static PartContent OfHtml(string html) => new(null, html);
}
