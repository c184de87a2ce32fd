using System.Net;

namespace Catalogue.Crawler.Net;

/// <summary>A request was not sent, since its address is one that the crawler does not visit (outcome <c>refused-address</c>).</summary>
/// <param name="host">The host as asked for.</param>
/// <param name="address">The address it led to, or null when the URL itself is the reason.</param>
/// <param name="reason">One sentence: why.</param>
public sealed class RefusedAddressException(string host, IPAddress? address, string reason) : HttpRequestException(reason)
{
    /// <summary>The host as asked for.</summary>
    public string Host { get; } = host;

    /// <summary>The address it led to, or null when the URL itself is the reason.</summary>
    public IPAddress? Address { get; } = address;
}
