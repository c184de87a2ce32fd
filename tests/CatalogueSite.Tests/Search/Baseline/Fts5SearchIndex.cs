using System.Collections.Concurrent;
using System.Text;
using Catalogue.Classifier.Model;
using Catalogue.Site.Search;
using Catalogue.Site.Search.Text;
using Microsoft.Data.Sqlite;

namespace Catalogue.Site.Tests.Search.Baseline;

/// <summary>Searches an index that <see cref="Fts5SearchIndexWriter"/> built: FTS5 with bm25 over name, title, server, description.</summary>
internal sealed class Fts5SearchIndex : ISearchIndex
{
    private const int CountedAtMost = 1000;
    private readonly string _path;
    private readonly ConcurrentBag<SqliteConnection> _idle = [];
    private volatile bool _disposed;

    internal Fts5SearchIndex(string path)
    {
        _path = path;
        try
        {
            var connection = Fts5SearchIndexWriter.Connect(path, SqliteOpenMode.ReadOnly);
            _idle.Add(connection);
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA user_version";
            if (Convert.ToInt32(command.ExecuteScalar(), null) != Fts5SearchIndexWriter.SchemaVersion)
                throw new InvalidDataException($"'{path}' is a search index of another version; publish to build it anew.");
        }
        catch (SqliteException error)
        {
            Dispose();
            throw new InvalidDataException($"'{path}' is no search index: {error.Message}", error);
        }
    }

    /// <inheritdoc/>
    public SearchResults Search(SearchQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (!_idle.TryTake(out var connection)) connection = Fts5SearchIndexWriter.Connect(_path, SqliteOpenMode.ReadOnly);
        try
        {
            return Run(connection, query);
        }
        finally
        {
            if (_disposed) connection.Dispose();
            else _idle.Add(connection);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _disposed = true;
        while (_idle.TryTake(out var connection)) connection.Dispose();
    }

    private static SearchResults Run(SqliteConnection connection, SearchQuery query)
    {
        var parsed = QueryParser.Parse(query);
        var match = Match(parsed);
        if (match is null && !parsed.IsFilterOnly) return new SearchResults([], 0, false, new Dictionary<string, IReadOnlyDictionary<string, int>>());
        using var command = connection.CreateCommand();
        var where = Filters(command, parsed);
        var key = string.Concat(parsed.Words.SelectMany(word => word.Parts));
        command.Parameters.AddWithValue("$key", key);
        if (match is not null) command.Parameters.AddWithValue("$match", match);
        var from = match is null ? "docs d WHERE 1" : "words JOIN docs d ON d.id = words.rowid WHERE words MATCH $match";
        var rank = match is null ? "0" : "bm25(words, 10, 6, 5, 1)";
        var limit = Math.Clamp(query.Limit, 1, SearchQuery.MaxLimit);
        command.Parameters.AddWithValue("$limit", limit);
        command.Parameters.AddWithValue("$offset", Math.Max(0, query.Offset));
        command.CommandText = $"SELECT d.*, {rank} AS score FROM {from} {where} ORDER BY d.name_key = $key DESC, score, d.server_slug, d.tool_slug LIMIT $limit OFFSET $offset";
        var hits = new List<SearchHit>();
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read()) hits.Add(ReadHit(reader));
        }
        var cap = match is null ? -1 : CountedAtMost + 1;
        command.CommandText = $"SELECT d.server_slug, d.category, d.risk, d.capabilities, d.contested, d.findings FROM {from} {where} LIMIT {cap}";
        var counts = new FacetCounts();
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read())
                counts.Add(reader.GetString(0), (Category)reader.GetInt32(1), (RiskLevel)reader.GetInt32(2), (Capabilities)reader.GetInt32(3), reader.GetInt32(4) != 0, reader.GetInt32(5) > 0);
        }
        var more = match is not null && counts.Total > CountedAtMost;
        return new SearchResults(hits, more ? CountedAtMost : counts.Total, more, counts.Finish());
    }

    // Every word goes in as an FTS5 string, so that no character of a query is an operator.
    private static string? Match(ParsedQuery query)
    {
        var text = new StringBuilder();
        foreach (var word in query.Words)
        {
            if (text.Length > 0) text.Append(" AND ");
            text.Append('(').Append(Quote([word.Text])).Append(word.IsPrefix ? "*" : "");
            if (word.Parts.Count > 1) text.Append(" OR (").AppendJoin(" AND ", word.Parts.Select(part => Quote([part]))).Append(')');
            text.Append(')');
        }
        foreach (var phrase in query.Phrases)
        {
            if (text.Length > 0) text.Append(" AND ");
            text.Append(Quote(phrase));
        }
        if (text.Length == 0) return null;
        foreach (var words in query.Excluded) text.Insert(0, '(').Append(") NOT ").Append(Quote(words));
        return text.ToString();
    }

    private static string Quote(IReadOnlyList<string> words) => "\"" + string.Join(' ', words).Replace("\"", "\"\"") + "\"";

    private static string Filters(SqliteCommand command, ParsedQuery query)
    {
        var sql = new StringBuilder();
        if (query.Categories.Count > 0) sql.Append(" AND d.category IN (").AppendJoin(',', query.Categories.Select(value => (int)value)).Append(')');
        if (query.Risks.Count > 0) sql.Append(" AND d.risk IN (").AppendJoin(',', query.Risks.Select(value => (int)value)).Append(')');
        sql.Append($" AND (d.capabilities & {(int)query.Capabilities}) = {(int)query.Capabilities} AND (d.capabilities & {(int)query.WithoutCapabilities}) = 0");
        if (query.HasFinding is { } finding) sql.Append(finding ? " AND d.findings > 0" : " AND d.findings = 0");
        if (query.Contested is { } contested) sql.Append(contested ? " AND d.contested = 1" : " AND d.contested = 0");
        AppendServers(command, sql, query.Servers, "", "$s");
        AppendServers(command, sql, query.WithoutServers, "NOT ", "$x");
        return sql.ToString();
    }

    private static void AppendServers(SqliteCommand command, StringBuilder sql, IReadOnlyList<string> servers, string not, string prefix)
    {
        if (servers.Count == 0) return;
        var names = servers.Select((server, index) => (Name: $"{prefix}{index}", Value: server)).ToList();
        foreach (var (name, value) in names) command.Parameters.AddWithValue(name, value.Replace('\0', ' '));
        sql.Append($" AND {not}(").AppendJoin(" OR ", names.Select(n => $"d.server_slug = lower({n.Name}) OR d.server_name = {n.Name}")).Append(')');
    }

    private static SearchHit ReadHit(SqliteDataReader row) => new(
        row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.IsDBNull(5) ? null : row.GetString(5), row.IsDBNull(6) ? null : row.GetString(6),
        (Category)row.GetInt32(8), (RiskLevel)row.GetInt32(9), row.GetInt32(11) != 0, row.GetInt32(12), -row.GetDouble(13));
}
