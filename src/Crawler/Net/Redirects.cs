using System.Collections.Frozen;
using System.Net;

namespace Catalogue.Crawler.Net;

/// <summary>Turns a redirect into the request that follows it.</summary>
internal static class Redirects
{
    /// <summary>What a host other than the one first asked may see. A configured token is none of it, whatever its header is called.</summary>
    private static readonly FrozenSet<string> Harmless = FrozenSet.Create(StringComparer.OrdinalIgnoreCase,
        "Accept", "Accept-Language", "User-Agent", "MCP-Protocol-Version", "Mcp-Method", "Mcp-Name", "Last-Event-ID");

    /// <summary>Where an answer sends the request on to, or null when it is no redirect.</summary>
    public static Uri? Target(HttpResponseMessage response, Uri asked)
    {
        if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308)) return null;
        if (response.Headers.Location is not { } location) return null;
        try
        {
            return location.IsAbsoluteUri ? location : new Uri(asked, location);
        }
        catch (UriFormatException)
        {
            return null;
        }
    }

    /// <summary>The request to send next.</summary>
    /// <exception cref="RefusedAddressException">The redirect leaves TLS.</exception>
    public static HttpRequestMessage Follow(HttpRequestMessage request, HttpStatusCode status, Uri target)
    {
        var from = request.RequestUri!;
        if (from.Scheme == Uri.UriSchemeHttps && target.Scheme == Uri.UriSchemeHttp)
        {
            throw new RefusedAddressException(target.IdnHost, null, "A redirect from https to http is not followed.");
        }
        var keepsBody = status is HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect
            || request.Method == HttpMethod.Get || request.Method == HttpMethod.Head;
        var next = new HttpRequestMessage(keepsBody ? request.Method : HttpMethod.Get, target)
        {
            Content = keepsBody ? request.Content : null,
            Version = request.Version,
            VersionPolicy = request.VersionPolicy,
        };
        if (request.Options.TryGetValue(GuardedHttp.Waiting, out var waiting)) next.Options.Set(GuardedHttp.Waiting, waiting);
        var sameOrigin = Uri.Compare(from, target, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0;
        foreach (var (name, values) in request.Headers.NonValidated)
        {
            if (name.Equals("Host", StringComparison.OrdinalIgnoreCase)) continue;
            if (sameOrigin || Harmless.Contains(name)) next.Headers.TryAddWithoutValidation(name, values);
        }
        return next;
    }
}
