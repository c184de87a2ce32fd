using System.Data.Common;
using Dapper;

namespace Catalogue.Crawler.Storage.Migrations;

/// <summary>Brings a database to this program's schema, each step whole or not at all.</summary>
internal static class MigrationRunner
{
    /// <summary>Applies the missing steps inside the caller's transaction, which already excludes other writers.</summary>
    /// <exception cref="StorageException">The database was written by a newer program.</exception>
    public static async Task RunAsync(DbConnection connection, DbTransaction transaction, SqlDialect dialect, DateTimeOffset now, string where)
    {
        await connection.ExecuteAsync(
            "CREATE TABLE IF NOT EXISTS schema_migrations (number INTEGER PRIMARY KEY, title TEXT NOT NULL, applied_at BIGINT NOT NULL)",
            transaction: transaction);
        var current = await VersionAsync(connection, transaction);
        Check(current, where);
        foreach (var step in Migration.All.Where(step => step.Number > current))
        {
            await connection.ExecuteAsync(step.Sql.Replace("{blob}", dialect.BlobType, StringComparison.Ordinal), transaction: transaction);
            await connection.ExecuteAsync(
                "INSERT INTO schema_migrations (number, title, applied_at) VALUES (@Number, @Title, @At)",
                new { step.Number, step.Title, At = now.ToUnixTimeMilliseconds() }, transaction);
        }
    }

    /// <summary>Refuses a schema that is newer than this program.</summary>
    public static void Check(long current, string where)
    {
        var newest = Migration.All[^1].Number;
        if (current > newest)
        {
            throw new StorageException(
                $"The catalogue database at {where} has schema {current}, but this program knows schemas up to {newest}: it was written by a newer version. Use that version (or a newer one), or point --data or --database at another database.");
        }
    }

    /// <summary>The database's schema number; 0 where there is none.</summary>
    public static async Task<long> VersionAsync(DbConnection connection, DbTransaction? transaction) =>
        await connection.ExecuteScalarAsync<long?>("SELECT MAX(number) FROM schema_migrations", transaction: transaction) ?? 0;
}
