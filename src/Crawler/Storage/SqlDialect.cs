using System.Data.Common;

namespace Catalogue.Crawler.Storage;

/// <summary>What differs between the two databases: how to connect, how to exclude other writers, what errors mean. The SQL is the same.</summary>
internal abstract class SqlDialect : IDisposable
{
    /// <summary>Where the database is, for people: a path, or host and database name. Never a password.</summary>
    public abstract string Where { get; }

    /// <summary>The column type of bytes.</summary>
    public abstract string BlobType { get; }

    /// <summary>SQL with <c>IN @ids</c> in the form in which this database takes a list (see <see cref="ListOf"/>).</summary>
    /// <param name="sql">The statement.</param>
    /// <param name="bytes">True when the list holds bytes.</param>
    public abstract string WithLists(string sql, bool bytes = false);

    /// <summary>The value of <c>@ids</c>: numbers, texts or bytes.</summary>
    public abstract object ListOf(Array values);

    /// <summary>What stands between the texts that <see cref="Join"/> joins.</summary>
    public const char ListSeparator = '\u001f';

    /// <summary>An aggregate that joins a text column's values.</summary>
    public abstract string Join(string column);

    /// <summary>An open connection.</summary>
    public abstract Task<DbConnection> OpenAsync(CancellationToken cancellationToken);

    /// <summary>A transaction that no other writer runs beside, in any process.</summary>
    public abstract Task<DbTransaction> BeginWriteAsync(DbConnection connection, CancellationToken cancellationToken);

    /// <summary>A transaction that sees one consistent state and stops nobody.</summary>
    public abstract Task<DbTransaction> BeginReadAsync(DbConnection connection, CancellationToken cancellationToken);

    /// <summary>Runs a statement once for each row.</summary>
    public abstract Task ExecuteEachAsync<T>(DbConnection connection, DbTransaction transaction, RowStatement<T> statement, IReadOnlyCollection<T> rows, CancellationToken cancellationToken);

    /// <summary>Whether a table exists.</summary>
    public abstract Task<bool> HasTableAsync(DbConnection connection, DbTransaction transaction, string table);

    /// <summary>The database's error as a sentence: what happened, where, what mends it.</summary>
    public abstract StorageException Explain(Exception exception);

    /// <summary>Closes what is pooled.</summary>
    public abstract void Dispose();
}
