namespace Catalogue.Site.Publishing.Storage;

/// <summary>The row of one generation.</summary>
/// <param name="Id">Its number.</param>
/// <param name="PublishedAt">When it became the one that readers see.</param>
/// <param name="Revision">The catalogue database's revision it was made from.</param>
/// <param name="RuleSet">Hash of the rule set.</param>
/// <param name="Template">Hash of what pages are made with.</param>
/// <param name="Counts"><see cref="CatalogueCounts"/> as JSON.</param>
/// <param name="Passes">The newest crawl passes as JSON.</param>
internal sealed record GenerationInfo(
    long Id, DateTimeOffset PublishedAt, long Revision, string RuleSet, string Template, string Counts, string Passes)
{
    /// <summary>Reads the row of a generation, or null.</summary>
    public static GenerationInfo? Read(Microsoft.Data.Sqlite.SqliteConnection connection, long id)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT id, published_at, revision, rule_set, template, counts, passes FROM generation WHERE id=$id";
        command.Parameters.AddWithValue("$id", id);
        using var row = command.ExecuteReader();
        if (!row.Read()) return null;
        return new GenerationInfo(
            row.GetInt64(0),
            DateTimeOffset.Parse(row.GetString(1), System.Globalization.CultureInfo.InvariantCulture),
            row.GetInt64(2), row.GetString(3), row.GetString(4), row.GetString(5), row.GetString(6));
    }
}
