using System.Data;
using System.Data.Common;
using Dapper;
using Npgsql;
using NpgsqlTypes;

namespace Catalogue.Crawler.Storage;

/// <summary>PostgreSQL, for catalogues that several machines write and read.</summary>
internal sealed class PostgresDialect : SqlDialect
{
    // Any number, the same in every program version: holds writers apart.
    private const long WriterLock = 0x6D63702D_63617461;
    private const int RowsAtOnce = 500;
    private readonly NpgsqlDataSource _source;
    private readonly string _where;

    /// <param name="connectionString">In Npgsql's own form; see <see cref="DatabaseAddress"/>.</param>
    public PostgresDialect(string connectionString)
    {
        // The same few statements run thousands of times: each connection keeps them planned.
        var builder = new NpgsqlConnectionStringBuilder(connectionString) { MaxAutoPrepare = 100, AutoPrepareMinUsages = 2 };
        _where = $"postgres://{builder.Host}:{builder.Port}/{builder.Database}";
        _source = NpgsqlDataSource.Create(builder);
    }

    public override string Where => _where;

    public override string BlobType => "BYTEA";

    public override object ListOf(Array values) => values;

    public override string Join(string column) => $"string_agg({column}, chr(31))";

    public override string WithLists(string sql, bool bytes = false) => sql.Replace("IN @ids", "= ANY(@ids)", StringComparison.Ordinal);

    public override async Task<DbConnection> OpenAsync(CancellationToken cancellationToken) => await _source.OpenConnectionAsync(cancellationToken);

    public override async Task<DbTransaction> BeginWriteAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);
        // One writer at a time, as in SQLite: revisions become visible in their order, which incremental publishing relies on.
        await connection.ExecuteAsync(new CommandDefinition("SELECT pg_advisory_xact_lock(@WriterLock)", new { WriterLock }, transaction, cancellationToken: cancellationToken));
        return transaction;
    }

    public override async Task<DbTransaction> BeginReadAsync(DbConnection connection, CancellationToken cancellationToken) =>
        await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);

    public override async Task ExecuteEachAsync<T>(DbConnection connection, DbTransaction transaction, RowStatement<T> statement, IReadOnlyCollection<T> rows, CancellationToken cancellationToken)
    {
        // One journey to the server for many rows: on a network the journeys are what costs.
        foreach (var portion in rows.Chunk(RowsAtOnce))
        {
            await using var batch = new NpgsqlBatch((NpgsqlConnection)connection, (NpgsqlTransaction)transaction);
            foreach (var row in portion)
            {
                var command = new NpgsqlBatchCommand(statement.Postgres);
                foreach (var column in statement.Columns) command.Parameters.Add(Parameter(column, row));
                batch.BatchCommands.Add(command);
            }
            await batch.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    public override async Task<bool> HasTableAsync(DbConnection connection, DbTransaction transaction, string table) =>
        await connection.ExecuteScalarAsync<bool>("SELECT to_regclass(@table) IS NOT NULL", new { table }, transaction);

    private static NpgsqlParameter Parameter<T>(RowColumn<T> column, T row)
    {
        var (type, value) = column switch
        {
            { Number: { } number } => (NpgsqlDbType.Bigint, number(row)),
            { Text: { } text } => (NpgsqlDbType.Text, text(row)),
            _ => (NpgsqlDbType.Bytea, (object?)column.Bytes!(row)),
        };
        return new NpgsqlParameter { NpgsqlDbType = type, Value = value ?? DBNull.Value };
    }

    public override void Dispose() => _source.Dispose();

    public override StorageException Explain(Exception exception)
    {
        var (what, mend) = (exception as PostgresException)?.SqlState switch
        {
            PostgresErrorCodes.DiskFull => ("its disk is full", "Free some space there, then run the command again: everything written so far is safe."),
            PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
                ("it refuses the user or the password", "Check the user in --database or CATALOGUE_DATABASE, and the password in the environment (PGPASSWORD or CATALOGUE_DATABASE) or in ~/.pgpass."),
            PostgresErrorCodes.InvalidCatalogName => ("there is no such database", "Create it (createdb) or name another one."),
            PostgresErrorCodes.InsufficientPrivilege => ("this user may not do that there", "Give the user CREATE and write rights in the database."),
            PostgresErrorCodes.ReadOnlySqlTransaction => ("it is read-only", "Name the primary server, not a replica."),
            // The driver itself says so, before the server is asked.
            null when exception.Message.Contains("password", StringComparison.OrdinalIgnoreCase) =>
                ("it wants a password", "Put it into PGPASSWORD, CATALOGUE_DATABASE or ~/.pgpass."),
            null => ("there is no connection", "Check that PostgreSQL runs there and that this machine may reach it."),
            _ => ("it reports an error", "If that stays, please report it."),
        };
        return new StorageException($"The catalogue database at {_where} cannot be used: {what} ({exception.Message}). {mend}", exception);
    }
}
