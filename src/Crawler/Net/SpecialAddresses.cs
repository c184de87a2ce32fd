using System.Net;
using System.Net.Sockets;

namespace Catalogue.Crawler.Net;

/// <summary>
/// Which addresses are not the public Internet, after the IANA special-purpose registries. Pure: no look-ups.
/// IPv6 is judged the other way round (only global unicast passes), so that a range nobody thought of is refused.
/// </summary>
public static class SpecialAddresses
{
    private static readonly (IPNetwork Network, string Kind)[] Refused =
    [
        (IPNetwork.Parse("0.0.0.0/8"), "unspecified (this host)"),
        (IPNetwork.Parse("10.0.0.0/8"), "private"),
        (IPNetwork.Parse("100.64.0.0/10"), "shared by carriers (CGNAT)"),
        (IPNetwork.Parse("127.0.0.0/8"), "loopback"),
        (IPNetwork.Parse("168.63.129.16/32"), "a cloud's metadata service"),
        (IPNetwork.Parse("169.254.0.0/16"), "link-local (cloud metadata lives here)"),
        (IPNetwork.Parse("172.16.0.0/12"), "private"),
        (IPNetwork.Parse("192.0.0.0/24"), "reserved for protocols"),
        (IPNetwork.Parse("192.0.2.0/24"), "reserved for documentation"),
        (IPNetwork.Parse("192.31.196.0/24"), "reserved (AS112)"),
        (IPNetwork.Parse("192.52.193.0/24"), "reserved (AMT)"),
        (IPNetwork.Parse("192.88.99.0/24"), "a 6to4 relay"),
        (IPNetwork.Parse("192.168.0.0/16"), "private"),
        (IPNetwork.Parse("192.175.48.0/24"), "reserved (AS112)"),
        (IPNetwork.Parse("198.18.0.0/15"), "reserved for benchmarks"),
        (IPNetwork.Parse("198.51.100.0/24"), "reserved for documentation"),
        (IPNetwork.Parse("203.0.113.0/24"), "reserved for documentation"),
        (IPNetwork.Parse("224.0.0.0/4"), "multicast"),
        (IPNetwork.Parse("240.0.0.0/4"), "reserved or broadcast"),
        (IPNetwork.Parse("::/128"), "unspecified (this host)"),
        (IPNetwork.Parse("::1/128"), "loopback"),
        (IPNetwork.Parse("::ffff:0:0:0/96"), "IPv4 inside IPv6 (translated)"),
        (IPNetwork.Parse("::/96"), "IPv4 inside IPv6 (compatible)"),
        (IPNetwork.Parse("64:ff9b::/96"), "IPv4 inside IPv6 (NAT64)"),
        (IPNetwork.Parse("64:ff9b:1::/48"), "IPv4 inside IPv6 (local NAT64)"),
        (IPNetwork.Parse("2001::/32"), "IPv4 inside IPv6 (Teredo)"),
        (IPNetwork.Parse("2001::/23"), "reserved for protocols"),
        (IPNetwork.Parse("2001:db8::/32"), "reserved for documentation"),
        (IPNetwork.Parse("2002::/16"), "IPv4 inside IPv6 (6to4)"),
        (IPNetwork.Parse("3fff::/20"), "reserved for documentation"),
        (IPNetwork.Parse("fc00::/7"), "private (unique local)"),
        (IPNetwork.Parse("fe80::/10"), "link-local"),
        (IPNetwork.Parse("fec0::/10"), "private (site-local)"),
        (IPNetwork.Parse("ff00::/8"), "multicast"),
    ];

    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");

    /// <summary>What kind of special address it is, as words for "… is KIND", or null for an address of the public Internet.</summary>
    public static string? KindOf(IPAddress address)
    {
        // IPNetwork.Contains takes a mapped address for its IPv4 self, which would let a public one through.
        if (address.IsIPv4MappedToIPv6) return "IPv4 inside IPv6 (mapped)";
        foreach (var (network, kind) in Refused)
        {
            if (network.BaseAddress.AddressFamily == address.AddressFamily && network.Contains(address)) return kind;
        }
        if (address.AddressFamily == AddressFamily.InterNetwork) return null;
        if (address.AddressFamily != AddressFamily.InterNetworkV6 || !GlobalUnicast.Contains(address)) return "not global unicast";
        return IsIsatap(address) ? "IPv4 inside IPv6 (ISATAP)" : null;
    }

    /// <summary>An interface identifier of 0000:5efe or 0200:5efe tunnels to the IPv4 address in the last 32 bits.</summary>
    private static bool IsIsatap(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        return address.TryWriteBytes(bytes, out _) && bytes[8] is 0 or 2 && bytes[9] == 0 && bytes[10] == 0x5e && bytes[11] == 0xfe;
    }
}
