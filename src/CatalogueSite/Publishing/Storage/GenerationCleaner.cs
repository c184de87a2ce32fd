using Microsoft.Data.Sqlite;

namespace Catalogue.Site.Publishing.Storage;

/// <summary>Deletes rows that died so long ago that no reader sees them, in small transactions.</summary>
internal sealed class GenerationCleaner(SqliteConnection connection)
{
    private const int RowsPerTransaction = 2000;

    /// <summary>Deletes rows that died in <paramref name="lastDead"/> or before, and those generations.</summary>
    public void Run(long lastDead, CancellationToken cancellationToken)
    {
        if (lastDead < 1) return;
        foreach (var (kind, table) in WriterStatements.Tables)
        {
            while (DeleteSome(kind, table, lastDead))
            {
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
        using (var delete = new Statement(connection, "DELETE FROM generation WHERE id<=?1", 1)) delete.Run(null, lastDead);
        ReturnSpace();
    }

    private bool DeleteSome(int kind, string table, long lastDead)
    {
        using var transaction = connection.BeginTransaction();
        using var find = new Statement(connection, "SELECT id FROM retired WHERE kind=?1 AND died BETWEEN 1 AND ?2 LIMIT ?3", 3);
        var ids = new List<long>(RowsPerTransaction);
        using (var rows = find.Rows(transaction, kind, lastDead, RowsPerTransaction))
        {
            while (rows.Read()) ids.Add(rows.GetInt64(0));
        }
        if (ids.Count == 0) return false;
        using var delete = new Statement(connection, $"DELETE FROM {table} WHERE id=?1", 1);
        using var forget = new Statement(connection, "DELETE FROM retired WHERE kind=?1 AND id=?2", 2);
        using var rules = new Statement(connection, "SELECT rules FROM tool WHERE id=?1", 1);
        using var hit = new Statement(connection, "DELETE FROM rule_hit WHERE rule=?1 AND tool=?2", 2);
        using var serverHits = new Statement(connection, "DELETE FROM server_hit WHERE server=?1", 1);
        foreach (var id in ids)
        {
            if (table == "server") serverHits.Run(transaction, id);
            if (table == "tool" && rules.Scalar(transaction, id) is string { Length: > 0 } list)
            {
                foreach (var rule in list.Split(',')) hit.Run(transaction, long.Parse(rule, System.Globalization.CultureInfo.InvariantCulture), id);
            }
            delete.Run(transaction, id);
            forget.Run(transaction, kind, id);
        }
        transaction.Commit();
        return true;
    }

    // Free pages are used again by the next generation; only when half the file is free does it shrink.
    private void ReturnSpace()
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT (SELECT freelist_count FROM pragma_freelist_count) * 2 > (SELECT page_count FROM pragma_page_count)";
        if (command.ExecuteScalar() is 1L) SiteDatabase.Execute(connection, "PRAGMA incremental_vacuum");
    }
}
