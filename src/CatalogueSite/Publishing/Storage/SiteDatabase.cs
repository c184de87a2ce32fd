using Microsoft.Data.Sqlite;

namespace Catalogue.Site.Publishing.Storage;

/// <summary>
/// The site store, one SQLite file. Rows carry the generation they were born in and the one they died in
/// (<see cref="Alive"/> while they live), so that a generation is a number: what is written for the next one is invisible
/// until one small transaction raises that number, and a crash before it leaves the old one whole.
/// </summary>
internal sealed class SiteDatabase(string path)
{
    /// <summary>The generation in which rows die that still live.</summary>
    public const long Alive = long.MaxValue;

    // Raised when the layout changes: an older store is thrown away and built again, since all of it is derived.
    private const long Layout = 2;

    private const string Schema = """
        CREATE TABLE meta(key TEXT PRIMARY KEY, value ANY) WITHOUT ROWID;
        CREATE TABLE generation(
            id INTEGER PRIMARY KEY, published_at TEXT NOT NULL, revision INTEGER NOT NULL, rule_set TEXT NOT NULL,
            template TEXT NOT NULL, counts TEXT NOT NULL, passes TEXT NOT NULL);
        CREATE TABLE server(
            id INTEGER PRIMARY KEY, born INTEGER NOT NULL, died INTEGER NOT NULL, server_id INTEGER NOT NULL, slug TEXT NOT NULL,
            name TEXT NOT NULL, title TEXT, risk INTEGER, outcome INTEGER NOT NULL, tools INTEGER NOT NULL, observed_at TEXT,
            revision INTEGER NOT NULL, withdrawn INTEGER NOT NULL, counts TEXT NOT NULL, document BLOB NOT NULL, attacks TEXT NOT NULL);
        CREATE INDEX server_slug ON server(slug, born, died);
        CREATE INDEX server_key ON server(server_id, died);
        CREATE TABLE alias(id INTEGER PRIMARY KEY, born INTEGER NOT NULL, died INTEGER NOT NULL, server_id INTEGER NOT NULL, alias TEXT NOT NULL);
        CREATE INDEX alias_alias ON alias(alias, born, died);
        CREATE INDEX alias_key ON alias(server_id, died);
        CREATE TABLE tool(
            id INTEGER PRIMARY KEY, born INTEGER NOT NULL, died INTEGER NOT NULL, server_id INTEGER NOT NULL, server_slug TEXT NOT NULL,
            server_name TEXT NOT NULL, slug TEXT NOT NULL, name TEXT NOT NULL, title TEXT, summary TEXT, category INTEGER NOT NULL,
            risk INTEGER NOT NULL, confidence INTEGER NOT NULL, contested INTEGER NOT NULL, capabilities INTEGER NOT NULL,
            findings INTEGER NOT NULL, word TEXT NOT NULL, rules TEXT NOT NULL);
        CREATE INDEX tool_category ON tool(category, risk DESC, server_slug, slug, born, died, capabilities, contested);
        CREATE INDEX tool_risk ON tool(risk DESC, server_slug, slug, born, died, capabilities, contested);
        CREATE INDEX tool_word ON tool(word, category);
        CREATE INDEX tool_key ON tool(server_id, died);
        CREATE TABLE rule(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
        CREATE TABLE rule_hit(rule INTEGER NOT NULL, tool INTEGER NOT NULL, PRIMARY KEY(rule, tool)) WITHOUT ROWID;
        CREATE TABLE server_hit(rule INTEGER NOT NULL, server INTEGER NOT NULL, tools INTEGER NOT NULL, PRIMARY KEY(rule, server)) WITHOUT ROWID;
        CREATE INDEX server_hit_server ON server_hit(server);
        CREATE TABLE page(
            id INTEGER PRIMARY KEY, born INTEGER NOT NULL, died INTEGER NOT NULL, server_id INTEGER NOT NULL, route TEXT NOT NULL,
            hash BLOB NOT NULL, body BLOB NOT NULL);
        CREATE INDEX page_route ON page(route, born, died, hash);
        CREATE INDEX page_key ON page(server_id, died, route, hash);
        CREATE TABLE change(
            id INTEGER PRIMARY KEY, born INTEGER NOT NULL, server_id INTEGER NOT NULL, tool TEXT, kind INTEGER NOT NULL, at TEXT NOT NULL,
            old_hash TEXT, new_hash TEXT, fields TEXT NOT NULL);
        CREATE TABLE retired(kind INTEGER NOT NULL, id INTEGER NOT NULL, died INTEGER NOT NULL, PRIMARY KEY(kind, id)) WITHOUT ROWID;
        CREATE INDEX retired_died ON retired(died, kind);
        """;

    /// <summary>The file.</summary>
    public string Path { get; } = path;

    /// <summary>Opens the store for the publisher: creates it, or builds it anew when its layout is another program's.</summary>
    public SqliteConnection OpenWriter()
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))!);
        var connection = Connect(SqliteOpenMode.ReadWriteCreate);
        try
        {
            if (ReadLayout(connection) is { } layout && layout != Layout)
            {
                connection.Dispose();
                Delete();
                connection = Connect(SqliteOpenMode.ReadWriteCreate);
            }
            if (ReadLayout(connection) is null) Create(connection);
            Execute(connection, "PRAGMA synchronous=NORMAL; PRAGMA cache_size=-16000; PRAGMA temp_store=MEMORY; PRAGMA journal_size_limit=16777216;");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Opens the store for reading, or returns null when there is none (of this layout).</summary>
    public SqliteConnection? OpenReader()
    {
        if (!File.Exists(Path)) return null;
        var connection = Connect(SqliteOpenMode.ReadWrite);
        if (ReadLayout(connection) == Layout)
        {
            Execute(connection, "PRAGMA query_only=1; PRAGMA cache_size=-2000; PRAGMA mmap_size=268435456;");
            return connection;
        }
        connection.Dispose();
        return null;
    }

    /// <summary>The number of the generation that readers see; 0 when there is none.</summary>
    public static long ReadCurrent(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT value FROM meta WHERE key='current'";
        return command.ExecuteScalar() is long current ? current : 0;
    }

    /// <summary>Runs statements without a result.</summary>
    public static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static long? ReadLayout(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM sqlite_master WHERE name='meta'";
        if (command.ExecuteScalar() is not (long and > 0)) return null;
        command.CommandText = "SELECT value FROM meta WHERE key='layout'";
        return command.ExecuteScalar() as long? ?? 0;
    }

    private static void Create(SqliteConnection connection)
    {
        Execute(connection, "PRAGMA auto_vacuum=INCREMENTAL; PRAGMA journal_mode=WAL;");
        using var transaction = connection.BeginTransaction();
        Execute(connection, Schema + $"INSERT INTO meta VALUES('layout', {Layout}), ('current', 0);");
        transaction.Commit();
    }

    private void Delete()
    {
        foreach (var suffix in new[] { "", "-wal", "-shm" }) File.Delete(Path + suffix);
    }

    private SqliteConnection Connect(SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = Path,
            Mode = mode,
            Pooling = false,
            DefaultTimeout = 30,
        }.ConnectionString);
        connection.Open();
        return connection;
    }
}
