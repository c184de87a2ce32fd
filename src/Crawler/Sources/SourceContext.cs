using Catalogue.Crawler.Net;

namespace Catalogue.Crawler.Sources;

/// <summary>What a source works with.</summary>
/// <param name="Http">The way out to the network.</param>
public sealed record SourceContext(GuardedHttp Http)
{
    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>What one page or file of a source may weigh and take.</summary>
    public ClientLimits PageLimits { get; init; } = new() { MaxResponseBytes = 64 << 20, RequestTimeout = TimeSpan.FromSeconds(90) };

    /// <summary>The browser for directories that are rendered by script.</summary>
    public string BrowserPath { get; init; } = Environment.GetEnvironmentVariable("CATALOGUE_BROWSER") is { Length: > 0 } path ? path : "/usr/bin/chromium";

    /// <summary>A reader that trusts the URLs the operator wrote for this source.</summary>
    internal PatientReader CreateReader(params Uri[] trusted) => new(Http, PageLimits with { TrustedUrls = trusted }, timeProvider: Time);
}
