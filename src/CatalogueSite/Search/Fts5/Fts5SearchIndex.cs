using Catalogue.Classifier.Model;
using Catalogue.Site.Search.Text;
using Microsoft.Data.Sqlite;

namespace Catalogue.Site.Search.Fts5;

/// <summary>Searches an index that <see cref="Fts5SearchIndexWriter"/> built.</summary>
/// <remarks>
/// Ranks a bounded set: where more than <see cref="Ranked"/> tools match, those that match by their names, and as many of the others
/// as there is room for; total and facets are then a lower bound.
/// </remarks>
/// <param name="path">The file.</param>
/// <param name="plain">All words as they are and nothing else, as FTS5 is used without further thought: what relevance is measured against.</param>
internal sealed class Fts5SearchIndex(string path, bool plain = false) : ISearchIndex
{
    private const int Ranked = 2000;
    private const string Columns = "d.id, s.slug, d.slug, d.category, d.risk, d.capabilities, d.contested, d.findings, d.key=$key";
    private readonly Fts5Connections _connections = new(path);

    /// <inheritdoc/>
    public SearchResults Search(SearchQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        var parsed = QueryParser.Parse(query);
        var (offset, limit) = (Math.Max(0, query.Offset), Math.Clamp(query.Limit, 1, SearchQuery.MaxLimit));
        return _connections.Use(connection => parsed.Words.Count + parsed.Phrases.Count == 0
            ? List(connection, parsed, query.Text ?? "", offset, limit)
            : Match(connection, parsed, offset, limit));
    }

    /// <inheritdoc/>
    public void Dispose() => _connections.Dispose();

    private SearchResults Match(SqliteConnection connection, ParsedQuery parsed, int offset, int limit)
    {
        var filter = Fts5Filter.Sql(connection, parsed);
        var excluded = Fts5Match.Excluded(parsed);
        // What is typed in one word and what a name's words are put together meet in the key.
        var key = string.Concat(parsed.Words.SelectMany(word => word.Parts));
        var (match, found) = ("", new List<Fts5Row>());
        foreach (var reading in plain ? [Fts5Reading.Plain] : new[] { Fts5Reading.Strict, Fts5Reading.Generous })
        {
            match = Fts5Match.Of(parsed, reading)!;
            if (excluded is not null) match = $"({match}) NOT ({excluded})";
            found = Rows(connection, match, key, filter, Ranked + 1);
            if (found.Count > 0) break;
        }
        var more = found.Count > Ranked;
        if (more) found.RemoveAt(Ranked);
        var counts = new FacetCounts();
        foreach (var row in found) counts.Add(row.ServerSlug, row.Category, row.Risk, row.Capabilities, row.Contested, row.Findings > 0);
        if (more) found = [.. found.Concat(Rows(connection, $"{Fts5Schema.NameColumns} : ({match})", key, filter, Ranked)).Concat(Named(connection, match, key, filter)).GroupBy(row => row.Id).Select(same => same.Min()!)];
        found.Sort();
        return new SearchResults([.. found.Skip(offset).Take(limit).Select(row => Hit(connection, row))], counts.Total, more, counts.Finish());
    }

    private static List<Fts5Row> Rows(SqliteConnection connection, string match, string key, string filter, int limit)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT {Columns}, {Fts5Schema.Ranking} FROM words CROSS JOIN docs d ON d.id=words.rowid CROSS JOIN servers s ON s.id=d.server WHERE words MATCH $match{filter} LIMIT {limit}";
        command.Parameters.AddWithValue("$match", match);
        return Read(command, key);
    }

    // Tools of exactly this name, which the bounded set may have missed.
    private static List<Fts5Row> Named(SqliteConnection connection, string match, string key, string filter)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT {Columns}, {Fts5Schema.Ranking} FROM docs d CROSS JOIN servers s ON s.id=d.server CROSS JOIN words ON words.rowid=d.id WHERE d.key=$key AND words MATCH $match{filter} LIMIT {SearchQuery.MaxLimit}";
        command.Parameters.AddWithValue("$match", match);
        return Read(command, key);
    }

    private static List<Fts5Row> Read(SqliteCommand command, string key)
    {
        command.Parameters.AddWithValue("$key", key);
        var rows = new List<Fts5Row>();
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            rows.Add(new Fts5Row(
                reader.GetInt64(0), reader.GetString(1), reader.GetString(2), (Category)reader.GetInt32(3), (RiskLevel)reader.GetInt32(4), (Capabilities)reader.GetInt32(5),
                reader.GetInt32(6) != 0, reader.GetInt32(7), reader.GetInt32(8) != 0, -reader.GetDouble(9)));
        }
        return rows;
    }

    // Without words: everything that the filters let through, the worst first; counted exactly. Words that were no words find nothing.
    private static SearchResults List(SqliteConnection connection, ParsedQuery parsed, string text, int offset, int limit)
    {
        var filter = Fts5Filter.Sql(connection, parsed);
        using var command = connection.CreateCommand();
        if (Fts5Match.Excluded(parsed) is { } excluded)
        {
            filter += " AND d.id NOT IN (SELECT rowid FROM words WHERE words MATCH $excluded)";
            command.Parameters.AddWithValue("$excluded", excluded);
        }
        command.CommandText = $"SELECT d.server, d.category, d.risk, d.capabilities, d.contested, d.findings FROM docs d WHERE 1{filter}";
        var counts = Count(connection, command);
        command.CommandText = $"SELECT {Columns}, -d.risk FROM docs d JOIN servers s ON s.id=d.server WHERE 1{filter} ORDER BY d.risk DESC, s.slug, d.slug LIMIT {limit} OFFSET {offset}";
        var hits = Read(command, text).Select(row => Hit(connection, row));
        return new SearchResults([.. hits], counts.Total, false, counts.Finish());
    }

    private static FacetCounts Count(SqliteConnection connection, SqliteCommand command)
    {
        var counts = new FacetCounts();
        var servers = new Dictionary<long, int>();
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read())
            {
                counts.Add((Category)reader.GetInt32(1), (RiskLevel)reader.GetInt32(2), (Capabilities)reader.GetInt32(3), reader.GetInt32(4) != 0, reader.GetInt32(5) > 0);
                var server = reader.GetInt64(0);
                servers[server] = servers.GetValueOrDefault(server) + 1;
            }
        }
        using var find = connection.CreateCommand();
        find.CommandText = "SELECT slug FROM servers WHERE id=$1";
        var id = find.Parameters.Add("$1", SqliteType.Integer);
        foreach (var (server, tools) in servers)
        {
            id.Value = server;
            counts.AddServer((string)find.ExecuteScalar()!, tools);
        }
        return counts;
    }

    private static SearchHit Hit(SqliteConnection connection, Fts5Row row)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT s.name, d.tool, d.title, d.summary FROM docs d JOIN servers s ON s.id=d.server WHERE d.id=$1";
        command.Parameters.AddWithValue("$1", row.Id);
        using var reader = command.ExecuteReader();
        reader.Read();
        return new SearchHit(
            reader.GetString(0), row.ServerSlug, reader.GetString(1), row.ToolSlug, reader.IsDBNull(2) ? null : reader.GetString(2), reader.IsDBNull(3) ? null : reader.GetString(3),
            row.Category, row.Risk, row.Contested, row.Findings, row.Score);
    }
}
