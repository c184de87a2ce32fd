using Catalogue.Classifier.Model;
using Catalogue.Site.Publishing;
using Catalogue.Site.Search;
using Catalogue.Site.Search.Text;
using Microsoft.Data.Sqlite;

namespace Catalogue.Site.Tests.Search.Baseline;

/// <summary>
/// A plain index in one SQLite file with FTS5 and bm25: the baseline that relevance is measured against, and the second engine that keeps
/// the contract honest.
/// </summary>
internal sealed class Fts5SearchIndexWriter : ISearchIndexWriter
{
    internal const int SchemaVersion = 1;

    private const string Schema = """
        CREATE TABLE docs(id INTEGER PRIMARY KEY, server_name TEXT NOT NULL, server_slug TEXT NOT NULL, tool TEXT NOT NULL, tool_slug TEXT NOT NULL,
          title TEXT, summary TEXT, name_key TEXT NOT NULL, category INTEGER NOT NULL, risk INTEGER NOT NULL, capabilities INTEGER NOT NULL,
          contested INTEGER NOT NULL, findings INTEGER NOT NULL);
        CREATE INDEX docs_server ON docs(server_slug);
        CREATE INDEX docs_key ON docs(name_key);
        CREATE VIRTUAL TABLE words USING fts5(name, title, server, description, tokenize = 'porter unicode61', prefix = '2 3');
        """;

    /// <inheritdoc/>
    public async Task BuildAsync(string path, IAsyncEnumerable<AssessedServer> servers, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(servers);
        if (Path.Exists(path)) throw new IOException($"There is something at '{path}' already.");
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var building = path + ".building";
        File.Delete(building);
        try
        {
            await using (var connection = Connect(building, SqliteOpenMode.ReadWriteCreate))
            {
                Execute(connection, "PRAGMA journal_mode=off; PRAGMA synchronous=off;" + Schema + $"PRAGMA user_version={SchemaVersion};");
                await using var transaction = connection.BeginTransaction();
                using var insert = new Insert(connection, transaction);
                await foreach (var server in servers.WithCancellation(cancellationToken))
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    insert.Add(server);
                }
                Execute(connection, "INSERT INTO words(words) VALUES('optimize')", transaction);
                transaction.Commit();
            }
            File.Move(building, path);
        }
        finally
        {
            File.Delete(building);
        }
    }

    /// <inheritdoc/>
    public async Task UpdateAsync(string path, IReadOnlyList<AssessedServer> changed, IReadOnlyList<string> removedSlugs, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(changed);
        ArgumentNullException.ThrowIfNull(removedSlugs);
        await using var connection = Connect(path, SqliteOpenMode.ReadWrite);
        await using var transaction = connection.BeginTransaction();
        foreach (var slug in removedSlugs.Concat(changed.Select(server => server.Record.Slug)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            Execute(connection, "DELETE FROM words WHERE rowid IN (SELECT id FROM docs WHERE server_slug = $slug)", transaction, ("$slug", slug));
            Execute(connection, "DELETE FROM docs WHERE server_slug = $slug", transaction, ("$slug", slug));
        }
        using var insert = new Insert(connection, transaction);
        foreach (var server in changed) insert.Add(server);
        transaction.Commit();
    }

    /// <inheritdoc/>
    public ISearchIndex Open(string path)
    {
        if (!File.Exists(path)) throw new InvalidDataException($"There is no search index at '{path}'; publish to build one.");
        return new Fts5SearchIndex(path);
    }

    internal static SqliteConnection Connect(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    private static void Execute(SqliteConnection connection, string sql, SqliteTransaction? transaction = null, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        foreach (var (name, value) in parameters) command.Parameters.AddWithValue(name, value);
        command.ExecuteNonQuery();
    }

    private sealed class Insert : IDisposable
    {
        private readonly SqliteCommand _doc;
        private readonly SqliteCommand _words;

        public Insert(SqliteConnection connection, SqliteTransaction transaction)
        {
            _doc = Prepare(connection, transaction, "INSERT INTO docs VALUES(NULL,$1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12) RETURNING id", 12);
            _words = Prepare(connection, transaction, "INSERT INTO words(rowid,name,title,server,description) VALUES($1,$2,$3,$4,$5)", 5);
        }

        public void Add(AssessedServer server)
        {
            foreach (var tool in server.PresentTools)
            {
                var (record, verdict) = tool;
                var definition = record.Definition;
                Set(_doc, server.Record.Name, server.Record.Slug, record.Name, record.Slug, definition.Title, Summary(definition), NameWords.Key(record.Name),
                    (int)verdict.Category, (int)verdict.Risk, (int)verdict.Capabilities, verdict.Contested ? 1 : 0, verdict.Findings.Count);
                Set(_words, _doc.ExecuteScalar(), Words(record.Name), Words(definition.Title), Words($"{server.Record.Name} {server.Record.Title}"), definition.Description);
                _words.ExecuteNonQuery();
            }
        }

        public void Dispose()
        {
            _doc.Dispose();
            _words.Dispose();
        }

        private static string Words(string? name) => string.Join(' ', NameWords.OfName(name).Concat(NameWords.OfText(name)).Distinct());

        private static string? Summary(ToolDefinition definition) =>
            definition.Description is { Length: > SearchHit.SummaryLength } text ? text[..SearchHit.SummaryLength] : definition.Description;

        private static SqliteCommand Prepare(SqliteConnection connection, SqliteTransaction transaction, string sql, int count)
        {
            var command = connection.CreateCommand();
            command.CommandText = sql;
            command.Transaction = transaction;
            for (var i = 1; i <= count; i++) command.Parameters.Add(new SqliteParameter($"${i}", null));
            return command;
        }

        private static void Set(SqliteCommand command, params ReadOnlySpan<object?> values)
        {
            for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i] is string text ? Clean(text) : values[i] ?? DBNull.Value;
        }

        // SQLite's text ends at NUL for some of its functions.
        private static string Clean(string text) => text.Replace('\0', ' ');
    }
}
