using System.Globalization;
using System.Text;
using Catalogue.Site.Search.Lexicon;
using Catalogue.Site.Search.Text;
using Microsoft.Data.Sqlite;

namespace Catalogue.Site.Search.Fts5;

/// <summary>Writes filters as conditions on a row of <c>docs</c>: numbers alone, so that nothing of a query's text is SQL.</summary>
internal static class Fts5Filter
{
    /// <summary>The conditions, each with AND in front.</summary>
    public static string Sql(SqliteConnection connection, ParsedQuery query)
    {
        var sql = new StringBuilder();
        if (query.Categories.Count > 0) AppendIn(sql, "d.category", query.Categories.Select(value => (long)value));
        if (query.Risks.Count > 0) AppendIn(sql, "d.risk", query.Risks.Select(value => (long)value));
        if (query.Capabilities != 0) sql.Append(CultureInfo.InvariantCulture, $" AND (d.capabilities & {(int)query.Capabilities})={(int)query.Capabilities}");
        if (query.WithoutCapabilities != 0) sql.Append(CultureInfo.InvariantCulture, $" AND (d.capabilities & {(int)query.WithoutCapabilities})=0");
        if (query.HasFinding is { } finding) sql.Append(finding ? " AND d.findings>0" : " AND d.findings=0");
        if (query.Contested is { } contested) sql.Append(contested ? " AND d.contested=1" : " AND d.contested=0");
        if (query.Servers.Count > 0) AppendIn(sql, "d.server", query.Servers.SelectMany(value => FindServers(connection, value)));
        if (query.WithoutServers.Count > 0) AppendIn(sql, "d.server NOT", query.WithoutServers.SelectMany(value => FindServers(connection, value)));
        return sql.ToString();
    }

    // The server of this slug; else those of this name; else those whose names hold its words.
    private static List<long> FindServers(SqliteConnection connection, string value)
    {
        var found = Ids(connection, "SELECT id FROM servers WHERE slug=$1", value.ToLowerInvariant());
        if (found.Count == 0) found = Ids(connection, "SELECT id FROM servers WHERE name=$1", value);
        if (found.Count > 0) return found;
        var words = SearchLexicon.Embedded.JoinCompounds(NameWords.OfName(value));
        return words.Count == 0 ? [] : Ids(connection, "SELECT rowid FROM server_words WHERE server_words MATCH $1", Fts5Match.All(words.Take(QueryParser.MaxWords)));
    }

    private static List<long> Ids(SqliteConnection connection, string sql, string value)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$1", value);
        var ids = new List<long>();
        using var reader = command.ExecuteReader();
        while (reader.Read()) ids.Add(reader.GetInt64(0));
        return ids;
    }

    private static void AppendIn(StringBuilder sql, string column, IEnumerable<long> values) =>
        sql.Append(CultureInfo.InvariantCulture, $" AND {column} IN (").AppendJoin(',', values.Distinct()).Append(')');
}
