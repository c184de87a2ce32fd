using Microsoft.Data.Sqlite;

namespace Catalogue.Site.Search.Fts5;

/// <summary>What an index of this engine looks like on disk, and how it is opened.</summary>
internal static class Fts5Schema
{
    /// <summary>Raised when the tables change: an older index is then built anew.</summary>
    public const int Version = 1;

    /// <summary>Columns of <c>words</c> in which a match says more than one in a description.</summary>
    public const string NameColumns = "{name title server}";

    /// <summary>How the columns of <c>words</c> weigh: name, title, server, text, other.</summary>
    public const string Ranking = "bm25(words, 10, 6, 5, 1, 0.5)";

    // What is shown and filtered lies in plain tables; the full-text tables keep no copy of the text.
    private const string Tables = """
        CREATE TABLE servers(id INTEGER PRIMARY KEY, slug TEXT NOT NULL UNIQUE, name TEXT NOT NULL);
        CREATE INDEX servers_name ON servers(name);
        CREATE TABLE docs(
            id INTEGER PRIMARY KEY, server INTEGER NOT NULL, tool TEXT NOT NULL, slug TEXT NOT NULL, title TEXT, summary TEXT, key TEXT NOT NULL,
            category INTEGER NOT NULL, risk INTEGER NOT NULL, capabilities INTEGER NOT NULL, contested INTEGER NOT NULL, findings INTEGER NOT NULL);
        CREATE INDEX docs_facets ON docs(server, category, risk, capabilities, contested, findings);
        CREATE INDEX docs_key ON docs(key);
        CREATE VIRTUAL TABLE words USING fts5(
            name, title, server, text, other, content='', contentless_delete=1, prefix='1 2 3', tokenize="unicode61 remove_diacritics 0");
        CREATE VIRTUAL TABLE server_words USING fts5(words, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 0");
        """;

    /// <summary>Makes the tables in an empty file that nobody else sees yet.</summary>
    public static void Create(SqliteConnection connection) =>
        Execute(connection, $"PRAGMA journal_mode=off; PRAGMA synchronous=off; PRAGMA cache_size=-32000; {Tables} PRAGMA user_version={Version};");

    /// <summary>Makes a finished file fit for being updated while it is searched.</summary>
    public static void Finish(SqliteConnection connection)
    {
        Execute(connection, "INSERT INTO words(words) VALUES('optimize'); INSERT INTO server_words(server_words) VALUES('optimize');");
        Execute(connection, "PRAGMA synchronous=full; PRAGMA journal_mode=wal;");
    }

    /// <summary>Opens a file.</summary>
    /// <exception cref="SqliteException">It can't be opened.</exception>
    public static SqliteConnection Connect(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false, DefaultTimeout = 30 }.ToString());
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Opens an index for searching, and reads from it once.</summary>
    /// <exception cref="InvalidDataException">It is no index of this engine and version, or it is not whole.</exception>
    public static SqliteConnection OpenReader(string path)
    {
        if (!File.Exists(path)) throw new InvalidDataException($"There is no search index at '{path}'; publish to build one.");
        SqliteConnection? connection = null;
        try
        {
            // Readers of a write-ahead log note in the file beside it what they read.
            connection = Connect(path, SqliteOpenMode.ReadWrite);
            if (Number(connection, "PRAGMA user_version") is var version && version != Version)
                throw new InvalidDataException($"'{path}' is a search index of another version ({version}; this program reads {Version}); publish to build it anew.");
            var whole = Number(connection, "PRAGMA page_count") * Number(connection, "PRAGMA page_size");
            if (new FileInfo(path).Length < whole && !File.Exists(path + "-wal")) throw new InvalidDataException($"The search index '{path}' has been cut short; publish to build it anew.");
            Execute(connection, "PRAGMA query_only=1; PRAGMA cache_size=-8000; PRAGMA mmap_size=268435456; SELECT 1 FROM words WHERE rowid=1; SELECT 1 FROM docs WHERE id=1;");
            return connection;
        }
        catch (Exception error)
        {
            connection?.Dispose();
            if (error is SqliteException) throw new InvalidDataException($"'{path}' is no search index, or is damaged ({error.Message}); publish to build it anew.", error);
            throw;
        }
    }

    /// <summary>Runs statements without a result.</summary>
    public static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static long Number(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() as long? ?? 0;
    }
}
