namespace Catalogue.Site.Publishing;

/// <summary>A kind of page that belongs to one server or one of its tools. Rendered at publishing, when its server changed.</summary>
/// <param name="Name">For messages and figures (<c>tool</c>).</param>
/// <param name="Pages">The pages of this kind for one server.</param>
public sealed record ServerPageKind(string Name, Func<AssessedServer, IEnumerable<PageRequest>> Pages);
