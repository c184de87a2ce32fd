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

    /// <summary>
    /// Its entries from where an earlier pass left off. Sources too large for one pass override this; to others it is the same as
    /// discovering everything.
    /// </summary>
    /// <param name="bookmark"><see cref="SourcePass.Bookmark"/> of this source's pass before, or null for the first pass.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    IAsyncEnumerable<SourceItem> ContinueAsync(string? bookmark, CancellationToken cancellationToken) => DiscoverAsync(null, cancellationToken);

    /// <summary>What the last enumeration, ended in whatever way, has to say beyond its entries; null before the first.</summary>
    SourcePass? LastPass => null;
}

/// <summary>What one enumeration of a source has to say beyond its entries.</summary>
public sealed record SourcePass
{
    /// <summary>Entries not taken up, by setting.</summary>
    public int LeftOut { get; init; }

    /// <summary>Which setting leaves them out and how to lift it; or null.</summary>
    public string? LeftOutWhy { get; init; }

    /// <summary>True when every entry of the source was gone through: an entry of an earlier pass that is missing now was dropped.</summary>
    public bool Complete { get; init; }

    /// <summary>An opaque text to be stored and handed to <see cref="IServerSource.ContinueAsync"/> in the next pass; or null.</summary>
    public string? Bookmark { get; init; }

    /// <summary>Sentences worth a warning that are no failure (a repeated cursor, a file of another generation).</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}

/// <summary>A source that could not be reached or read at all.</summary>
public sealed class SourceUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
