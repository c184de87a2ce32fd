using System.Collections.Concurrent;

namespace Catalogue.Site.Publishing.Storage;

/// <summary>Read connections to the site store, kept for the next query. Shared by all generations.</summary>
internal sealed class ViewConnections(SiteDatabase database) : IDisposable
{
    private const int MaxIdle = 16;
    private readonly ConcurrentBag<ViewConnection> _idle = [];
    private volatile bool _disposed;

    /// <summary>Runs a query on a connection of its own.</summary>
    public T Use<T>(Func<ViewConnection, T> query)
    {
        if (!_idle.TryTake(out var connection))
        {
            connection = new ViewConnection(database.OpenReader() ?? throw new PublishException($"The site store {database.Path} is gone."));
        }
        try
        {
            return query(connection);
        }
        finally
        {
            if (_disposed || _idle.Count >= MaxIdle) connection.Dispose();
            else _idle.Add(connection);
        }
    }

    public void Dispose()
    {
        _disposed = true;
        while (_idle.TryTake(out var connection)) connection.Dispose();
    }
}
