using Catalogue.Site.Search.Text;
using Microsoft.Data.Sqlite;

namespace Catalogue.Site.Search.Fts5;

/// <summary>Puts servers into an index and takes them out, inside one transaction.</summary>
internal sealed class Fts5Change(SqliteConnection connection, SqliteTransaction transaction) : IDisposable
{
    private readonly SqliteCommand _findServer = Prepare(connection, transaction, "SELECT id FROM servers WHERE slug=$1", 1);
    private readonly SqliteCommand _removeServer = Prepare(connection, transaction, "DELETE FROM servers WHERE id=$1", 1);
    private readonly SqliteCommand _removeServerWords = Prepare(connection, transaction, "DELETE FROM server_words WHERE rowid=$1", 1);
    private readonly SqliteCommand _removeWords = Prepare(connection, transaction, "DELETE FROM words WHERE rowid IN (SELECT id FROM docs WHERE server=$1)", 1);
    private readonly SqliteCommand _removeDocs = Prepare(connection, transaction, "DELETE FROM docs WHERE server=$1", 1);
    private readonly SqliteCommand _server = Prepare(connection, transaction, "INSERT INTO servers(slug,name) VALUES($1,$2) RETURNING id", 2);
    private readonly SqliteCommand _serverWords = Prepare(connection, transaction, "INSERT INTO server_words(rowid,words) VALUES($1,$2)", 2);
    private readonly SqliteCommand _doc = Prepare(connection, transaction, "INSERT INTO docs VALUES(NULL,$1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11) RETURNING id", 11);
    private readonly SqliteCommand _words = Prepare(connection, transaction, "INSERT INTO words(rowid,name,title,server,text,other) VALUES($1,$2,$3,$4,$5,$6)", 6);

    /// <summary>Puts a server in, in the place of what it was before.</summary>
    public void Put(IndexedServer server)
    {
        Remove(server.Slug);
        var id = (long)Set(_server, server.Slug, server.Name).ExecuteScalar()!;
        var serverWords = Text(server.Words);
        Set(_serverWords, id, serverWords).ExecuteNonQuery();
        foreach (var tool in server.Tools)
        {
            var key = NameWords.Key(tool.Name);
            var doc = Set(
                _doc, id, tool.Name, tool.Slug, tool.Title, tool.Summary, key, (int)tool.Category, (int)tool.Risk, (int)tool.Capabilities, tool.Contested ? 1 : 0, tool.Findings).ExecuteScalar();
            var name = tool.NameWords.Count > 1 ? Text(tool.NameWords.Append(NameWords.Fold(key))) : Text(tool.NameWords);
            Set(_words, doc, name, Text(tool.TitleWords), serverWords, Text(tool.TextWords), Text(tool.OtherWords)).ExecuteNonQuery();
        }
    }

    /// <summary>Takes a server out; one that isn't there changes nothing.</summary>
    public void Remove(string slug)
    {
        if (Set(_findServer, slug).ExecuteScalar() is not long id) return;
        foreach (var command in new[] { _removeWords, _removeDocs, _removeServerWords, _removeServer }) Set(command, id).ExecuteNonQuery();
    }

    public void Dispose()
    {
        foreach (var command in new[] { _findServer, _removeServer, _removeServerWords, _removeWords, _removeDocs, _server, _serverWords, _doc, _words }) command.Dispose();
    }

    // Words in their order, for phrases and beginnings; after them the stems that are no words of the text themselves, for other forms.
    private static string Text(IEnumerable<string> words)
    {
        var all = words.ToList();
        var seen = new HashSet<string>(all, StringComparer.Ordinal);
        for (int i = 0, count = all.Count; i < count; i++)
        {
            var stem = WordForms.Stem(all[i]);
            if (seen.Add(stem)) all.Add(stem);
        }
        return string.Join(' ', all);
    }

    private static SqliteCommand Prepare(SqliteConnection connection, SqliteTransaction transaction, string sql, int count)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        for (var i = 1; i <= count; i++) command.Parameters.Add(new SqliteParameter($"${i}", null));
        return command;
    }

    private static SqliteCommand Set(SqliteCommand command, params ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i] ?? DBNull.Value;
        return command;
    }
}
