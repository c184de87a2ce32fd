namespace Catalogue.Site.Publishing;

/// <summary>One page or part to render: a Razor component and its parameters.</summary>
/// <param name="Route">The page's canonical URL path (<c>/servers/x/tools/y/</c>); for a part, the route of the page it is put into, or empty.</param>
/// <param name="Component">The component's type.</param>
/// <param name="Parameters">Its parameters by name. <c>Site</c> (<see cref="SiteContext"/>) and <c>Route</c> are added where the component has such parameters.</param>
public sealed record PageRequest(string Route, Type Component, IReadOnlyDictionary<string, object?> Parameters)
{
    /// <summary>A request for a component that takes all it needs as one parameter, <c>Model</c>.</summary>
    public static PageRequest For<TComponent>(string route, object? model) =>
        new(route, typeof(TComponent), new Dictionary<string, object?>(1) { ["Model"] = model });
}
