using Catalogue.Crawler.Inspection.Packages;
using Catalogue.Crawler.Inspection.Remotes;
using Catalogue.Crawler.Model;
using Catalogue.Crawler.Net;

namespace Catalogue.Crawler.Inspection;

/// <summary>Asks servers for their tools: remotes over the network, packages in the sandbox. One for the whole process; disposing it removes what it made on disk.</summary>
public sealed class ServerInspector : IServerInspector, IAsyncDisposable
{
    private readonly RemoteInspector _remotes;
    private readonly PackageInspector _packages;
    private readonly TimeProvider _clock;
    private readonly GuardedHttp? _http;
    private readonly InspectionOptions _options;

    /// <summary>Makes an inspector that reaches remotes through the guarded client.</summary>
    /// <param name="http">The way out to the network; not disposed with the inspector.</param>
    /// <param name="options">How servers are asked; null for the defaults.</param>
    /// <param name="clock">The clock; null for the system's.</param>
    public ServerInspector(GuardedHttp http, InspectionOptions? options = null, TimeProvider? clock = null)
        : this(() => http.CreateHandler(Caps(options ?? new InspectionOptions())), options, clock) => _http = http;

    /// <summary>Makes an inspector.</summary>
    /// <param name="network">Makes the handler through which one inspection reaches the network; disposed with the inspection.</param>
    /// <param name="options">How servers are asked; null for the defaults.</param>
    /// <param name="clock">The clock; null for the system's.</param>
    internal ServerInspector(Func<HttpMessageHandler> network, InspectionOptions? options = null, TimeProvider? clock = null)
    {
        _clock = clock ?? TimeProvider.System;
        _options = options ?? new InspectionOptions();
        _remotes = new RemoteInspector(network, options ?? new InspectionOptions(), _clock);
        _packages = new PackageInspector(options ?? new InspectionOptions(), _clock);
    }

    /// <inheritdoc/>
    public async Task<InspectionResult> InspectAsync(InspectionTarget target, CancellationToken cancellationToken)
    {
        var isPackage = target.Endpoint.Kind == EndpointKind.Package;
        // The queue before a busy host is ours, not the server's: its time runs from here.
        using var visit = !isPackage && _http is not null && Uri.TryCreate(target.Endpoint.Url, UriKind.Absolute, out var url)
            ? await _http.VisitAsync(url, cancellationToken).ConfigureAwait(false)
            : null;
        var started = _clock.GetTimestamp();
        var at = _clock.GetUtcNow();
        var result = isPackage
            ? await _packages.InspectAsync(target, cancellationToken).ConfigureAwait(false)
            : await InspectRemoteAsync(target, cancellationToken).ConfigureAwait(false);
        var good = result.Observation.Outcome == Outcome.Observed;
        return result with
        {
            Observation = result.Observation with
            {
                At = at,
                LastGoodAt = good ? at : null,
                How = isPackage ? "stdio-sandbox" : result.Observation.How ?? (target.Endpoint.Kind == EndpointKind.Sse ? "sse" : "streamable-http"),
                Endpoint = isPackage ? PackageInspector.Describe(target.Endpoint) : target.Endpoint.Url,
                Duration = _clock.GetElapsedTime(started),
            },
        };
    }

    // An address that the operator wrote may be visited wherever it leads; trust goes with the endpoint, never with the host of another.
    private Task<InspectionResult> InspectRemoteAsync(InspectionTarget target, CancellationToken cancellationToken)
    {
        if (_http is null || !target.Endpoint.Trusted || !Uri.TryCreate(target.Endpoint.Url, UriKind.Absolute, out var url)) return _remotes.InspectAsync(target, cancellationToken);
        var trusting = Caps(_options) with { TrustedUrls = [url] };
        return new RemoteInspector(() => _http.CreateHandler(trusting), _options, _clock).InspectAsync(target, cancellationToken);
    }

    // The same caps once more, nearer to the wire; the tap names what crossed which.
    private static ClientLimits Caps(InspectionOptions options) => new()
    {
        MaxResponseBytes = options.Limits.MaxTotalBytes + 1,
        MaxTotalBytes = options.Limits.MaxTotalBytes + (1024 * 1024),
        RequestTimeout = options.Limits.RemoteTime,
    };

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _packages.DisposeAsync();
}
