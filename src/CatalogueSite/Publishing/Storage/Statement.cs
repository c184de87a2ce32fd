using Microsoft.Data.Sqlite;

namespace Catalogue.Site.Publishing.Storage;

/// <summary>A prepared statement whose parameters are set by position: <c>?1</c>, <c>?2</c>, …</summary>
internal sealed class Statement : IDisposable
{
    private readonly SqliteCommand _command;

    public Statement(SqliteConnection connection, string sql, int parameters)
    {
        _command = connection.CreateCommand();
        _command.CommandText = sql;
        for (var i = 1; i <= parameters; i++) _command.Parameters.Add(new SqliteParameter { ParameterName = "?" + i });
    }

    /// <summary>Runs it; returns how many rows it changed.</summary>
    public int Run(SqliteTransaction? transaction, params ReadOnlySpan<object?> values) => Bind(transaction, values).ExecuteNonQuery();

    /// <summary>Runs it and returns the first column of the first row, or null.</summary>
    public object? Scalar(SqliteTransaction? transaction, params ReadOnlySpan<object?> values) => Bind(transaction, values).ExecuteScalar();

    /// <summary>Runs it and returns its rows.</summary>
    public SqliteDataReader Rows(SqliteTransaction? transaction, params ReadOnlySpan<object?> values) => Bind(transaction, values).ExecuteReader();

    public void Dispose() => _command.Dispose();

    private SqliteCommand Bind(SqliteTransaction? transaction, ReadOnlySpan<object?> values)
    {
        _command.Transaction = transaction;
        for (var i = 0; i < values.Length; i++) _command.Parameters[i].Value = values[i] ?? DBNull.Value;
        return _command;
    }
}
