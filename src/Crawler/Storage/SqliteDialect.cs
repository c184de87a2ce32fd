using System.Data.Common;
using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Catalogue.Crawler.Storage;

/// <summary>SQLite in one file, with a write-ahead log: readers never wait for the writer.</summary>
internal sealed class SqliteDialect : SqlDialect
{
    private readonly string _path;
    private readonly string _connectionString;

    /// <param name="path">The database file.</param>
    /// <param name="lockTimeout">How long a writer waits for another program's lock.</param>
    public SqliteDialect(string path, TimeSpan lockTimeout)
    {
        _path = Path.GetFullPath(path);
        _connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = _path,
            DefaultTimeout = Math.Max(1, (int)lockTimeout.TotalSeconds),
            Pooling = true,
        }.ToString();
    }

    public override string Where => _path;

    public override string BlobType => "BLOB";

    public override string Join(string column) => $"group_concat({column}, char(31))";

    // One JSON text instead of a parameter for each value: SQLite finds parameters by comparing names, each with all others.
    public override string WithLists(string sql, bool bytes = false) =>
        sql.Replace("IN @ids", bytes ? "IN (SELECT unhex(value) FROM json_each(@ids))" : "IN (SELECT value FROM json_each(@ids))", StringComparison.Ordinal);

    public override object ListOf(Array values) => values switch
    {
        long[] numbers => JsonSerializer.Serialize(numbers, StorageJson.Default.Int64Array),
        string[] texts => JsonSerializer.Serialize(texts, StorageJson.Default.StringArray),
        byte[][] bytes => JsonSerializer.Serialize([.. bytes.Select(Convert.ToHexString)], StorageJson.Default.StringArray),
        _ => throw new NotSupportedException($"a list of {values.GetType()}"),
    };

    public override async Task<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(_connectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            using var command = connection.CreateCommand();
            // NORMAL with a write-ahead log: nothing committed is lost when the program dies, nothing is torn when the machine does.
            command.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY;";
            command.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public override Task<DbTransaction> BeginWriteAsync(DbConnection connection, CancellationToken cancellationToken) =>
        Task.FromResult<DbTransaction>(((SqliteConnection)connection).BeginTransaction(deferred: false));

    public override Task<DbTransaction> BeginReadAsync(DbConnection connection, CancellationToken cancellationToken) =>
        Task.FromResult<DbTransaction>(((SqliteConnection)connection).BeginTransaction(deferred: true));

    public override Task ExecuteEachAsync<T>(DbConnection connection, DbTransaction transaction, RowStatement<T> statement, IReadOnlyCollection<T> rows, CancellationToken cancellationToken)
    {
        var database = ((SqliteConnection)connection).Handle!;
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(database, statement.Sqlite, out var prepared), database);
        using (prepared)
        {
            foreach (var row in rows)
            {
                cancellationToken.ThrowIfCancellationRequested();
                for (var i = 0; i < statement.Columns.Count; i++) Bind(prepared, i + 1, statement.Columns[i], row);
                var result = raw.sqlite3_step(prepared);
                if (result != raw.SQLITE_DONE) SqliteException.ThrowExceptionForRC(result, database);
                SqliteException.ThrowExceptionForRC(raw.sqlite3_reset(prepared), database);
            }
        }
        return Task.CompletedTask;
    }

    public override async Task<bool> HasTableAsync(DbConnection connection, DbTransaction transaction, string table) =>
        await connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = @table", new { table }, transaction) > 0;

    private static void Bind<T>(sqlite3_stmt prepared, int place, RowColumn<T> column, T row)
    {
        if (column.Number is { } number)
        {
            if (number(row) is { } value) raw.sqlite3_bind_int64(prepared, place, value);
            else raw.sqlite3_bind_null(prepared, place);
        }
        else if (column.Text is { } text)
        {
            if (text(row) is { } value) raw.sqlite3_bind_text(prepared, place, value);
            else raw.sqlite3_bind_null(prepared, place);
        }
        else if (column.Bytes!(row) is { } bytes)
        {
            if (bytes.Length > 0) raw.sqlite3_bind_blob(prepared, place, bytes);
            else raw.sqlite3_bind_zeroblob(prepared, place, 0);
        }
        else
        {
            raw.sqlite3_bind_null(prepared, place);
        }
    }

    public override void Dispose()
    {
        using var connection = new SqliteConnection(_connectionString);
        SqliteConnection.ClearPool(connection);
    }

    public override StorageException Explain(Exception exception)
    {
        var code = (exception as SqliteException)?.SqliteErrorCode ?? 0;
        var (what, mend) = code switch
        {
            raw.SQLITE_FULL => ("the disk is full", "Free some space, then run the command again: everything written so far is safe."),
            raw.SQLITE_READONLY => ("it may not be written to", "Make the data folder and the files in it writable for this user, or choose another folder with --data."),
            raw.SQLITE_CANTOPEN => ("it cannot be opened", "Check that the folder exists and that this user may write to it, or choose another one with --data."),
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => ("another program keeps it locked", "Wait for that program or stop it, then run the command again: everything written so far is safe."),
            raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => ("it is damaged, or no catalogue database at all", "Put a good copy in its place, or move it away to begin anew."),
            raw.SQLITE_IOERR => ("the disk reports an error while reading or writing", "Check the disk and its free space, then run the command again."),
            _ => ("it reports an error", "If that stays, please report it."),
        };
        return new StorageException($"The catalogue database at {_path} cannot be used: {what} ({exception.Message}) {mend}", exception);
    }
}
