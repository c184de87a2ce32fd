using Catalogue.Classifier.Model;

namespace Catalogue.Crawler.Model;

/// <summary>Declared tools of one server, as an import names it.</summary>
/// <param name="Name">The server: canonical name, slug or alias of a known one, or a new name.</param>
/// <param name="Title">Display title, or null.</param>
/// <param name="Repository">Repository URL, or null.</param>
/// <param name="Package">Package as <c>npm:name</c>, or null.</param>
/// <param name="Tools">The tools; of equal names the last counts.</param>
public sealed record DeclaredServer(string Name, string? Title, string? Repository, string? Package, IReadOnlyList<ToolDefinition> Tools);
