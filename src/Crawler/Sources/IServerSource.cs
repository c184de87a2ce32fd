using Catalogue.Crawler.Model;

namespace Catalogue.Crawler.Sources;

/// <summary>One thing a source yields: a server, or an entry that could not be read.</summary>
/// <param name="Server">The server, or null when malformed.</param>
/// <param name="Error">Why the entry could not be read, or null.</param>
public sealed record SourceItem(DiscoveredServer? Server, string? Error);

/// <summary>A place that lists servers.</summary>
public interface IServerSource
{
    /// <summary>The source's configured name.</summary>
    string Name { get; }

    /// <summary>Its entries. A source that cannot be reached throws <see cref="SourceUnavailableException"/> once.</summary>
    /// <param name="since">Only what changed since then, where the source can tell; null for everything.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    IAsyncEnumerable<SourceItem> DiscoverAsync(DateTimeOffset? since, CancellationToken cancellationToken);
}

/// <summary>A source that could not be reached or read at all.</summary>
public sealed class SourceUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
