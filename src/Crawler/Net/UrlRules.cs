using System.Net;

namespace Catalogue.Crawler.Net;

/// <summary>Which URLs are refused by their look alone, before any look-up. Pure.</summary>
internal static class UrlRules
{
    /// <summary>Throws when the URL is none that is visited.</summary>
    /// <exception cref="RefusedAddressException">Says what about it.</exception>
    public static void Check(Uri url, AllowedNetworks allowed)
    {
        if (!url.IsAbsoluteUri) throw new RefusedAddressException("", null, "The URL is not absolute.");
        if (url.Scheme is not ("http" or "https"))
        {
            throw new RefusedAddressException(url.Host, null, $"The scheme '{url.Scheme}' is not visited, only http and https.");
        }
        if (url.UserInfo.Length > 0)
        {
            throw new RefusedAddressException(url.IdnHost, null, "The URL carries a user name or password, which is not sent.");
        }
        if (url.IdnHost.Length == 0) throw new RefusedAddressException("", null, "The URL names no host.");
        if (OddSpelling(url) is { } address && !allowed.Contains(address))
        {
            throw new RefusedAddressException(url.IdnHost, address,
                $"The address {address} is spelt in a way that hides it; only its plain form is visited.");
        }
    }

    /// <summary>
    /// The IPv4 address that a host stands for when it is not written as four plain decimal numbers (0x7f.1, 017700000001,
    /// 2130706433, full-width digits), or null.
    /// </summary>
    private static IPAddress? OddSpelling(Uri url)
    {
        var host = url.IdnHost.TrimEnd('.');
        if (!IPAddress.TryParse(host, out var address) || host.Contains(':')) return null;
        var plain = address.ToString();
        if (host != plain) return address;
        var original = url.OriginalString;
        var start = original.IndexOf("//", StringComparison.Ordinal);
        // A URL built by code or from a relative redirect has no spelling of its own.
        if (start < 0 || start + 2 >= original.Length) return null;
        var rest = original.AsSpan(start + 2);
        var end = rest.IndexOfAny("/?#:\\");
        return (end < 0 ? rest : rest[..end]).SequenceEqual(plain) ? null : address;
    }
}
