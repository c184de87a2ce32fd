using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Catalogue.Site.Serving;

/// <summary>
/// The path of a request as it was sent, its segments decoded exactly once, so that <c>%2F</c> is a slash inside a name and
/// <c>%252F</c> is the text <c>%2F</c>. Dots are names like any other: nothing is resolved.
/// </summary>
/// <param name="Raw">The path as it was sent, without the query.</param>
/// <param name="Segments">Its segments, decoded once; empty ones (from doubled slashes) are left out.</param>
/// <param name="EndsWithSlash">True when the path ends with a slash.</param>
/// <param name="Query">The query with its question mark, or empty.</param>
public sealed record RequestTarget(string Raw, IReadOnlyList<string> Segments, bool EndsWithSlash, string Query)
{
    private const int MaxSegments = 16;

    /// <summary>The target of a request.</summary>
    public static RequestTarget Of(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var target = context.Features.Get<IHttpRequestFeature>()?.RawTarget;
        return Parse(string.IsNullOrEmpty(target) ? context.Request.Path.ToUriComponent() + context.Request.QueryString : target);
    }

    /// <summary>Reads a request target in origin form or absolute form.</summary>
    public static RequestTarget Parse(string target)
    {
        ArgumentNullException.ThrowIfNull(target);
        if (!target.StartsWith('/') && target.IndexOf("://", StringComparison.Ordinal) is > 0 and var scheme)
        {
            var path = target.IndexOf('/', scheme + 3);
            target = path < 0 ? "/" : target[path..];
        }
        var question = target.IndexOf('?');
        var query = question < 0 ? "" : target[question..];
        var raw = question < 0 ? target : target[..question];
        var segments = raw.Split('/', MaxSegments + 1, StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString).ToList();
        return new RequestTarget(raw, segments, raw.EndsWith('/'), query);
    }

    /// <summary>A path of segments, each encoded, with a slash at the end.</summary>
    public static string Join(IEnumerable<string> segments) => "/" + string.Concat(segments.Select(segment => Uri.EscapeDataString(segment) + "/"));
}
