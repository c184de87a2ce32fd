using System.Net;
using System.Security.Cryptography;
using System.Text;
using Catalogue.Crawler.Net;

namespace Catalogue.Crawler.Sources;

/// <summary>The identity key of a remote: its normalised URL, on a public host only (everybody's localhost is another machine).</summary>
internal static class RemoteKeys
{
    private static readonly string[] PrivateSuffixes =
    [
        ".local", ".localhost", ".localdomain", ".internal", ".intranet", ".lan", ".home", ".home.arpa", ".corp", ".private",
        ".test", ".example", ".invalid", ".onion", ".alt",
    ];

    private static readonly string[] Transports = ["mcp", "sse", "http", "stream", "streamable", "streamable-http", "message", "messages"];

    private static readonly string[] ExampleHosts = ["example.com", "example.org", "example.net"];

    /// <summary>
    /// The keys of all remotes of one listing. Where they lead to one place (<c>/mcp</c> beside <c>/sse</c>), each is a key. A listing
    /// of several places is an umbrella over several servers: only the whole set is a key, or it would pool them all.
    /// </summary>
    public static IReadOnlyList<string> KeysOf(IEnumerable<string?> urls)
    {
        var keys = urls.Select(KeyOf).OfType<string>().Distinct(StringComparer.Ordinal).ToArray();
        if (keys.Select(PlaceOf).Distinct(StringComparer.Ordinal).Count() <= 1) return keys;
        Array.Sort(keys, StringComparer.Ordinal);
        return [$"remotes:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', keys))))}"];
    }

    /// <summary>The key, or null when there is no URL, it is none, or its host is not one public host.</summary>
    public static string? KeyOf(string? url)
    {
        if (url is null || !Uri.TryCreate(url.Trim(), UriKind.Absolute, out var parsed)) return null;
        if (parsed.Scheme is not ("http" or "https")) return null;
        var host = parsed.IdnHost.TrimEnd('.').ToLowerInvariant();
        if (!IsPublic(host)) return null;
        var port = parsed.IsDefaultPort ? "" : $":{parsed.Port}";
        var path = parsed.AbsolutePath.TrimEnd('/');
        // http and https of one host and path are one server; the query may choose a server, so it stays.
        return $"remote:{host}{port}{path}{(parsed.Query == "?" ? "" : parsed.Query)}";
    }

    /// <summary>A key without the last step of its path when that only names the transport.</summary>
    private static string PlaceOf(string key)
    {
        var query = key.IndexOf('?');
        var path = query < 0 ? key : key[..query];
        var slash = path.LastIndexOf('/');
        if (slash > 0 && Transports.Contains(path[(slash + 1)..], StringComparer.OrdinalIgnoreCase)) path = path[..slash];
        return query < 0 ? path : path + key[query..];
    }

    private static bool IsPublic(string host)
    {
        if (host.Length == 0 || host.Contains('{') || host.Contains('}') || host.Contains('<') || host.Contains('%')) return false;
        if (IPAddress.TryParse(host.Trim('[', ']'), out var address)) return SpecialAddresses.KindOf(address) is null;
        if (!host.Contains('.')) return false;
        foreach (var suffix in PrivateSuffixes)
        {
            if (host.EndsWith(suffix, StringComparison.Ordinal)) return false;
        }
        foreach (var example in ExampleHosts)
        {
            if (host == example || host.EndsWith("." + example, StringComparison.Ordinal)) return false;
        }
        return true;
    }
}
