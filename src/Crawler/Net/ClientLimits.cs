namespace Catalogue.Crawler.Net;

/// <summary>What one client (one inspection, one source's pass) may take in.</summary>
public sealed record ClientLimits
{
    /// <summary>Bytes that one answer may have after decompression.</summary>
    public long MaxResponseBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>Bytes that all answers of this client may have together after decompression.</summary>
    public long MaxTotalBytes { get; init; } = long.MaxValue;

    /// <summary>
    /// How long one request may take from when politeness lets it go to the last byte of its answer. Event streams, which have
    /// no end of their own, are bound to it up to their headers only: whoever opened the client ends them by disposing it.
    /// </summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>URLs that the operator wrote: their host and port may be visited wherever they lead. Redirects elsewhere are checked as ever.</summary>
    public IReadOnlyList<Uri> TrustedUrls { get; init; } = [];
}
