using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Catalogue.Site.Api.Http;

/// <summary>
/// The segments of a request's path, each decoded once from the raw request target, so that <c>%2F</c> is a slash inside
/// a name and <c>%252F</c> is the text <c>%2F</c>.
/// </summary>
public static class RawPath
{
    /// <summary>The decoded segments after <paramref name="prefix"/> (which has no escapes and ends with a slash); a slash at the end adds none.</summary>
    public static IReadOnlyList<string> After(HttpContext context, string prefix)
    {
        ArgumentNullException.ThrowIfNull(context);
        var target = context.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "";
        if (target.Length == 0) target = context.Request.PathBase.ToUriComponent() + context.Request.Path.ToUriComponent();
        if (!target.StartsWith('/') && Uri.TryCreate(target, UriKind.Absolute, out var absolute)) target = absolute.AbsolutePath;
        var query = target.IndexOfAny(['?', '#']);
        if (query >= 0) target = target[..query];
        var at = target.IndexOf(prefix, StringComparison.OrdinalIgnoreCase);
        if (at < 0) return [];
        var rest = target[(at + prefix.Length)..].TrimEnd('/');
        return rest.Length == 0 ? [] : [.. rest.Split('/').Select(Uri.UnescapeDataString)];
    }
}
