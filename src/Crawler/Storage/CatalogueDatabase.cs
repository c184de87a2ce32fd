using System.Data.Common;
using Catalogue.Crawler.Storage.Migrations;
using Dapper;

namespace Catalogue.Crawler.Storage;

/// <summary>One catalogue database: opens connections, runs migrations, and puts every write in a transaction of its own.</summary>
internal sealed class CatalogueDatabase : IDisposable
{
    private readonly SqlDialect _dialect;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _writer = new(1, 1);

    static CatalogueDatabase() => DefaultTypeMap.MatchNamesWithUnderscores = true;

    private CatalogueDatabase(SqlDialect dialect, TimeProvider time)
    {
        _dialect = dialect;
        _time = time;
    }

    /// <summary>Where it is, for people.</summary>
    public string Where => _dialect.Where;

    /// <summary>The time by this database's clock.</summary>
    public DateTimeOffset Now => _time.GetUtcNow();

    /// <summary>How this database writes its SQL.</summary>
    public SqlDialect Dialect => _dialect;

    /// <summary>Opens the database and brings its schema up to date.</summary>
    /// <exception cref="StorageException">It cannot be opened, or is newer than this program.</exception>
    public static async Task<CatalogueDatabase> OpenAsync(DatabaseAddress address, TimeSpan lockTimeout, TimeProvider time, CancellationToken cancellationToken)
    {
        SqlDialect dialect = address.IsPostgres ? new PostgresDialect(address.Value) : new SqliteDialect(address.Value, lockTimeout);
        if (!address.IsPostgres) CreateFolder(dialect.Where);
        var database = new CatalogueDatabase(dialect, time);
        await database.MigrateAsync(cancellationToken);
        return database;
    }

    /// <summary>Reads inside one consistent state.</summary>
    public async Task<T> ReadAsync<T>(Func<DbConnection, DbTransaction, Task<T>> work, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await _dialect.OpenAsync(cancellationToken);
            await using var transaction = await _dialect.BeginReadAsync(connection, cancellationToken);
            return await work(connection, transaction);
        }
        catch (DbException exception)
        {
            throw _dialect.Explain(exception);
        }
    }

    /// <summary>Opens a connection with a reader's transaction that the caller disposes of.</summary>
    public async Task<(DbConnection Connection, DbTransaction Transaction)> BeginReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var connection = await _dialect.OpenAsync(cancellationToken);
            return (connection, await _dialect.BeginReadAsync(connection, cancellationToken));
        }
        catch (DbException exception)
        {
            throw _dialect.Explain(exception);
        }
    }

    /// <summary>Writes: all of it or, on any exception, nothing.</summary>
    public async Task<T> WriteAsync<T>(Func<WriteScope, Task<T>> work, CancellationToken cancellationToken)
    {
        await _writer.WaitAsync(cancellationToken);
        try
        {
            await using var connection = await _dialect.OpenAsync(cancellationToken);
            await using var transaction = await _dialect.BeginWriteAsync(connection, cancellationToken);
            var scope = new WriteScope(_dialect, connection, transaction, _time.GetUtcNow());
            var result = await work(scope);
            await scope.FlushAsync();
            await transaction.CommitAsync(cancellationToken);
            return result;
        }
        catch (DbException exception)
        {
            throw _dialect.Explain(exception);
        }
        finally
        {
            _writer.Release();
        }
    }

    public void Dispose()
    {
        _writer.Dispose();
        _dialect.Dispose();
    }

    private static void CreateFolder(string path)
    {
        var folder = Path.GetDirectoryName(path) ?? ".";
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"The data folder {folder} cannot be made ({exception.Message}) Make its parent writable for this user, or choose another folder with --data.", exception);
        }
    }

    private async Task MigrateAsync(CancellationToken cancellationToken)
    {
        // Most starts find the schema in place: look first, so that a site that only reads needs no writer's lock.
        var current = await ReadAsync(
            async (connection, transaction) => await _dialect.HasTableAsync(connection, transaction, "schema_migrations")
                ? await MigrationRunner.VersionAsync(connection, transaction)
                : 0,
            cancellationToken);
        MigrationRunner.Check(current, Where);
        if (current == Migration.All[^1].Number) return;
        await WriteAsync(
            async scope =>
            {
                await MigrationRunner.RunAsync(scope.Connection, scope.Transaction, _dialect, scope.Now, Where);
                return 0;
            },
            cancellationToken);
    }
}
