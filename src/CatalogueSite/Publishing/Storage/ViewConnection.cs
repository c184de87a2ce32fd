using Microsoft.Data.Sqlite;

namespace Catalogue.Site.Publishing.Storage;

/// <summary>A read connection with its statements prepared. Used by one thread at a time.</summary>
internal sealed class ViewConnection(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, Statement> _statements = new(StringComparer.Ordinal);

    /// <summary>The connection.</summary>
    public SqliteConnection Connection => connection;

    /// <summary>Rows of a query; the text of the SQL is the key of its prepared statement.</summary>
    public SqliteDataReader Rows(string sql, params ReadOnlySpan<object?> values) => Prepare(sql, values.Length).Rows(null, values);

    /// <summary>The first column of a query's first row, or null.</summary>
    public object? Scalar(string sql, params ReadOnlySpan<object?> values) => Prepare(sql, values.Length).Scalar(null, values);

    public void Dispose()
    {
        foreach (var statement in _statements.Values) statement.Dispose();
        connection.Dispose();
    }

    private Statement Prepare(string sql, int parameters)
    {
        if (!_statements.TryGetValue(sql, out var statement)) _statements[sql] = statement = new Statement(connection, sql, parameters);
        return statement;
    }
}
