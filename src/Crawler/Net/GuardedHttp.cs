using System.Net;
using System.Net.Security;
using System.Reflection;
using System.Security.Cryptography.X509Certificates;

namespace Catalogue.Crawler.Net;

/// <summary>
/// The one way out to the network: makes HTTP clients that visit only addresses they may, politely, and take in only so much.
/// One per process (politeness is shared); thread-safe. Failures are read with <see cref="NetFailure"/>.
/// </summary>
public sealed class GuardedHttp : IDisposable
{
    private readonly GuardOptions _options;
    private readonly HostGate _gate;
    private readonly HostVisits _visits;
    private readonly SocketsHttpHandler _shared;

    /// <summary>Creates the way out.</summary>
    /// <param name="options">What it allows.</param>
    /// <param name="timeProvider">The clock of politeness, or null for the system's.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its bounds.</exception>
    public GuardedHttp(GuardOptions options, TimeProvider? timeProvider = null)
    {
        options.Validate();
        _options = options;
        _gate = new HostGate(options, timeProvider ?? TimeProvider.System);
        _visits = new HostVisits(options.InFlightPerHost);
        _shared = CreateSockets([]);
        UserAgent = DescribeUs(options.ContactUrl);
    }

    /// <summary>
    /// A request option: told <c>true</c> when the request begins to wait for its turn at the host, <c>false</c> when it goes
    /// out. Time limits of whoever asks can leave the waiting out.
    /// </summary>
    public static HttpRequestOptionsKey<Action<bool>> Waiting { get; } = new("catalogue.waiting");

    /// <summary>What every request says of itself.</summary>
    public string UserAgent { get; }

    /// <summary>The options it was made with.</summary>
    public GuardOptions Options => _options;

    /// <summary>
    /// A client of its own limits. It waits in politeness as long as it takes: bound that with the cancellation token. Disposing it
    /// ends every answer it still reads; connections that need no trust are shared between clients.
    /// </summary>
    public HttpClient CreateClient(ClientLimits limits) => new(CreateHandler(limits), disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>The handler of <see cref="CreateClient"/>, for libraries that build their own client.</summary>
    public HttpMessageHandler CreateHandler(ClientLimits limits)
    {
        // A connection made on trust must never be handed to a request without it: trust has its own pool.
        var own = limits.TrustedUrls.Count > 0;
        return new GuardedHttpHandler(_options, limits, _gate, own ? CreateSockets(limits.TrustedUrls) : _shared, own, UserAgent);
    }

    /// <summary>
    /// Waits until a visit to a host may begin: as many are under way at a time as requests may be. Whoever gives a visit a deadline
    /// starts it after this, so that a server is not called slow for the queue before it. Hosts under the allowed networks never wait.
    /// </summary>
    /// <param name="url">Where the visit goes.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>To be disposed when the visit is over.</returns>
    public async ValueTask<IDisposable> VisitAsync(Uri url, CancellationToken cancellationToken) =>
        await _gate.IsExemptAsync(url.IdnHost, cancellationToken) ? NoLease.Instance : await _visits.EnterAsync(url.IdnHost, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _shared.Dispose();

    private SocketsHttpHandler CreateSockets(IReadOnlyList<Uri> trustedUrls) => new()
    {
        ConnectCallback = new GuardedConnector(_options, trustedUrls).ConnectAsync,
        ConnectTimeout = _options.ConnectTimeout,
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        Credentials = null,
        PreAuthenticate = false,
        ActivityHeadersPropagator = null,
        AutomaticDecompression = DecompressionMethods.All,
        MaxResponseHeadersLength = 64,
        MaxResponseDrainSize = 64 * 1024,
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(15),
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        SslOptions = new SslClientAuthenticationOptions
        {
            // Fetching a certificate's issuers or its revocation list would be a request beside the guard, to a URL that a stranger wrote.
            CertificateChainPolicy = new X509ChainPolicy
            {
                DisableCertificateDownloads = true,
                RevocationMode = X509RevocationMode.NoCheck,
            },
        },
    };

    private static string DescribeUs(string contactUrl)
    {
        var version = typeof(GuardedHttp).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";
        var plus = version.IndexOf('+');
        return $"mcp-risk-catalogue/{(plus < 0 ? version : version[..plus])} (+{new Uri(contactUrl).AbsoluteUri})";
    }
}
