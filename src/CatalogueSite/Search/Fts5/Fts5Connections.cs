using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Catalogue.Site.Search.Fts5;

/// <summary>
/// The connections of an open index. All are opened at once: a publisher may delete a file that was replaced while it is still
/// searched, and then nothing could be opened any more. More searches than connections wait for one another.
/// </summary>
internal sealed class Fts5Connections : IDisposable
{
    private readonly ConcurrentBag<SqliteConnection> _idle = [];
    private readonly SemaphoreSlim _free;
    private int _disposed;

    /// <summary>Opens them.</summary>
    /// <exception cref="InvalidDataException">There is no index of this engine and version, or it is damaged.</exception>
    public Fts5Connections(string path)
    {
        var count = Math.Clamp(Environment.ProcessorCount * 2, 4, 32);
        try
        {
            for (var i = 0; i < count; i++) _idle.Add(Fts5Schema.OpenReader(path));
        }
        catch
        {
            Drain();
            throw;
        }
        _free = new SemaphoreSlim(count, count);
    }

    /// <summary>Runs a search on a connection of its own, inside one reading transaction.</summary>
    /// <exception cref="ObjectDisposedException">It was disposed before.</exception>
    public T Use<T>(Func<SqliteConnection, T> search)
    {
        ObjectDisposedException.ThrowIf(_disposed != 0, this);
        _free.Wait();
        try
        {
            // Disposed while waiting: the connections that are idle are gone.
            if (!_idle.TryTake(out var connection)) throw new ObjectDisposedException(nameof(Fts5SearchIndex));
            try
            {
                using var transaction = connection.BeginTransaction(deferred: true);
                return search(connection);
            }
            finally
            {
                _idle.Add(connection);
            }
        }
        finally
        {
            _free.Release();
            if (_disposed != 0) Drain();
        }
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0) Drain();
    }

    private void Drain()
    {
        while (_idle.TryTake(out var connection)) connection.Dispose();
    }
}
