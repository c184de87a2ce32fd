using System.Globalization;
using Catalogue.Classifier.Model;
using Catalogue.Crawler.Model;
using Microsoft.Data.Sqlite;

namespace Catalogue.Site.Publishing.Storage;

/// <summary>Rows of servers as summaries.</summary>
internal static class ServerRows
{
    /// <summary>The columns that <see cref="Read"/> reads, in order.</summary>
    public const string Columns = "name, slug, title, risk, outcome, tools, observed_at, revision, withdrawn";

    /// <summary>How many columns there are; what a query adds begins at this one.</summary>
    public const int Count = 9;

    /// <summary>One summary.</summary>
    public static ServerSummary Read(SqliteDataReader row) => new(
        row.GetString(0),
        row.GetString(1),
        row.IsDBNull(2) ? null : row.GetString(2),
        row.IsDBNull(3) ? null : (RiskLevel)row.GetInt32(3),
        (Outcome)row.GetInt32(4),
        row.GetInt32(5),
        row.IsDBNull(6) ? null : DateTimeOffset.Parse(row.GetString(6), CultureInfo.InvariantCulture),
        row.GetInt64(7),
        row.GetBoolean(8));
}
