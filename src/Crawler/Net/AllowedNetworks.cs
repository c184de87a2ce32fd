using System.Net;
using System.Net.Sockets;

namespace Catalogue.Crawler.Net;

/// <summary>The networks that the operator opened with <c>--allow-network</c>. Immutable.</summary>
public sealed class AllowedNetworks
{
    private readonly IPNetwork[] _networks;

    private AllowedNetworks(IPNetwork[] networks) => _networks = networks;

    /// <summary>Nothing but the public Internet.</summary>
    public static AllowedNetworks None { get; } = new([]);

    /// <summary>True when no network is opened.</summary>
    public bool IsEmpty => _networks.Length == 0;

    /// <summary>Reads CIDR texts; a bare address stands for itself alone, bits beyond the prefix are ignored.</summary>
    /// <exception cref="FormatException">A text is no network: says which, and how it should look.</exception>
    public static AllowedNetworks Parse(IEnumerable<string> texts) => new([.. texts.Select(ParseOne)]);

    /// <summary>True when the address lies in one of the networks. An IPv4 address mapped into IPv6 counts as its IPv4 self.</summary>
    public bool Contains(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        foreach (var network in _networks)
        {
            if (network.BaseAddress.AddressFamily == plain.AddressFamily && network.Contains(plain)) return true;
        }
        return false;
    }

    private static IPNetwork ParseOne(string text)
    {
        var trimmed = text.Trim();
        if (IPNetwork.TryParse(trimmed, out var network)) return network;
        if (!trimmed.Contains('/') && IPAddress.TryParse(trimmed, out var single))
        {
            return new IPNetwork(single, single.AddressFamily == AddressFamily.InterNetwork ? 32 : 128);
        }
        throw new FormatException($"'{text}' is not a network in CIDR form. Examples: 127.0.0.0/8, 10.1.0.0/16, fd00::/8, 192.168.1.20.");
    }
}
