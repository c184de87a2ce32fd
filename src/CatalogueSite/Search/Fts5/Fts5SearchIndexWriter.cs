using Catalogue.Site.Publishing;
using Catalogue.Site.Search.Text;
using Microsoft.Data.Sqlite;

namespace Catalogue.Site.Search.Fts5;

/// <summary>
/// An index in one SQLite file: FTS5 ranked by bm25 with weights for the columns. It finds names in any spelling, word forms and the beginning
/// of the last word; it knows no synonyms and forgives no typing errors.
/// </summary>
public sealed class Fts5SearchIndexWriter : ISearchIndexWriter
{
    /// <inheritdoc/>
    public string Engine => "fts5";

    /// <inheritdoc/>
    public async Task BuildAsync(string path, IAsyncEnumerable<AssessedServer> servers, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(servers);
        if (Path.Exists(path)) throw new IOException($"There is something at '{path}' already.");
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var building = path + ".building";
        Delete(building);
        try
        {
            await using (var connection = Fts5Schema.Connect(building, SqliteOpenMode.ReadWriteCreate))
            {
                Fts5Schema.Create(connection);
                await using (var transaction = connection.BeginTransaction())
                {
                    using var change = new Fts5Change(connection, transaction);
                    await foreach (var server in servers.WithCancellation(cancellationToken))
                    {
                        cancellationToken.ThrowIfCancellationRequested();
                        change.Put(ToolReader.Read(server));
                    }
                    transaction.Commit();
                }
                Fts5Schema.Finish(connection);
            }
            using (var file = new FileStream(building, FileMode.Open, FileAccess.ReadWrite)) file.Flush(flushToDisk: true);
            File.Move(building, path);
        }
        catch (SqliteException error) when (error.SqliteErrorCode is DiskFull or DiskFault or CannotOpen)
        {
            throw new IOException($"The search index '{path}' cannot be written: {error.Message}", error);
        }
        finally
        {
            Delete(building);
        }
    }

    /// <inheritdoc/>
    public Task UpdateAsync(string path, IReadOnlyList<AssessedServer> changed, IReadOnlyList<string> removedSlugs, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(changed);
        ArgumentNullException.ThrowIfNull(removedSlugs);
        using var connection = Fts5Schema.Connect(path, SqliteOpenMode.ReadWrite);
        using var transaction = connection.BeginTransaction();
        using var change = new Fts5Change(connection, transaction);
        foreach (var slug in removedSlugs)
        {
            cancellationToken.ThrowIfCancellationRequested();
            change.Remove(slug);
        }
        foreach (var server in changed)
        {
            cancellationToken.ThrowIfCancellationRequested();
            change.Put(ToolReader.Read(server));
        }
        transaction.Commit();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public ISearchIndex Open(string path) => new Fts5SearchIndex(path);

    private const int DiskFault = 10;
    private const int DiskFull = 13;
    private const int CannotOpen = 14;

    private static void Delete(string path)
    {
        foreach (var suffix in new[] { "", "-wal", "-shm", "-journal" }) File.Delete(path + suffix);
    }
}
