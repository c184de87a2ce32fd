using System.Net;

namespace Catalogue.Crawler.Net;

/// <summary>What the one guarded HTTP client allows, for the whole process.</summary>
public sealed record GuardOptions
{
    /// <summary>Special addresses that may be visited none the less. Hosts there are exempt from politeness.</summary>
    public AllowedNetworks AllowedNetworks { get; init; } = AllowedNetworks.None;

    /// <summary>Where a server's owner reads what this crawler is and how to be left out; goes into User-Agent.</summary>
    public string ContactUrl { get; init; } = ProductHome.Crawler.AbsoluteUri;

    /// <summary>Hosts that are never visited, not even where they are allowed or trusted otherwise.</summary>
    public LeftOutHosts LeftOut { get; init; } = LeftOutHosts.None;

    /// <summary>Requests to one host that may be under way at a time.</summary>
    public int InFlightPerHost { get; init; } = 4;

    /// <summary>Requests to one host that may start within any second.</summary>
    public int RequestsPerSecond { get; init; } = 5;

    /// <summary>Redirects that one request may follow.</summary>
    public int MaxRedirects { get; init; } = 5;

    /// <summary>How long a connection may take to come about, look-up of the name and TLS included.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The longest time that a host's Retry-After is waited for; beyond it requests fail at once.</summary>
    public TimeSpan LongestBackOff { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>How names become addresses. Replaced in tests; what it answers is checked before connecting to exactly that.</summary>
    public Func<string, CancellationToken, Task<IPAddress[]>> Resolve { get; init; } = Dns.GetHostAddressesAsync;

    /// <summary>The addresses of a host as a URL spells it: a literal stands for itself, localhost is this machine whatever the resolver thinks.</summary>
    internal async Task<IPAddress[]> AddressesOfAsync(string host, CancellationToken cancellationToken)
    {
        var name = host.Trim('[', ']').TrimEnd('.');
        if (IPAddress.TryParse(name, out var literal)) return [literal];
        if (name.Equals("localhost", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase))
        {
            return [IPAddress.Loopback, IPAddress.IPv6Loopback];
        }
        return await Resolve(name, cancellationToken);
    }

    /// <summary>Throws when a value is out of its bounds.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the option and its bounds.</exception>
    public void Validate()
    {
        Check(InFlightPerHost, 1, 1000, nameof(InFlightPerHost));
        Check(RequestsPerSecond, 1, 100_000, nameof(RequestsPerSecond));
        Check(MaxRedirects, 0, 50, nameof(MaxRedirects));
        Check(ConnectTimeout.TotalSeconds, 0.01, 600, nameof(ConnectTimeout));
        Check(LongestBackOff.TotalSeconds, 0, 86_400, nameof(LongestBackOff));
        if (!Uri.TryCreate(ContactUrl, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
        {
            throw new ArgumentOutOfRangeException(nameof(ContactUrl), ContactUrl, "must be an absolute http or https URL.");
        }
    }

    private static void Check(double value, double low, double high, string name)
    {
        if (value < low || value > high) throw new ArgumentOutOfRangeException(name, value, $"must lie between {low} and {high}.");
    }
}
