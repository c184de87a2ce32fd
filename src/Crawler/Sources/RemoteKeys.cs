using System.Net;
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

    private static readonly string[] ExampleHosts = ["example.com", "example.org", "example.net"];

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
