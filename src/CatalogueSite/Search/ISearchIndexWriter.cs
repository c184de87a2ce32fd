using Catalogue.Site.Publishing;

namespace Catalogue.Site.Search;

/// <summary>Builds and updates an index beside the one that is being searched. Safe to share between threads.</summary>
public interface ISearchIndexWriter
{
    /// <summary>The engine's name, for ever the same: lower-case letters and digits. Settings ask for it, and an index on disk carries it.</summary>
    string Engine { get; }

    /// <summary>Builds a new index from all servers and returns when it is whole on disk.</summary>
    /// <param name="path">Where the index is to lie (a file or folder of the engine's own; must not exist yet).</param>
    /// <param name="servers">All servers of the generation; streamed, each read once.</param>
    /// <param name="cancellationToken">Stops building; what was written is removed.</param>
    /// <exception cref="IOException">There is something at <paramref name="path"/> already, or it can't be written.</exception>
    Task BuildAsync(string path, IAsyncEnumerable<AssessedServer> servers, CancellationToken cancellationToken);

    /// <summary>
    /// Takes changed servers (whole) and removed ones (by slug) into an existing index, in one transaction.
    /// An index that is open meanwhile goes on answering from the old state or from the new; open it again to be sure of the new.
    /// </summary>
    Task UpdateAsync(string path, IReadOnlyList<AssessedServer> changed, IReadOnlyList<string> removedSlugs, CancellationToken cancellationToken);

    /// <summary>Opens an index for searching.</summary>
    /// <exception cref="InvalidDataException">What lies there is no index, is damaged, or was made by another version: build it anew.</exception>
    ISearchIndex Open(string path);
}
