using Npgsql;

namespace Catalogue.Crawler.Storage;

/// <summary>Where the catalogue database is: a SQLite file, or PostgreSQL.</summary>
public sealed record DatabaseAddress
{
    private DatabaseAddress(bool isPostgres, string value)
    {
        IsPostgres = isPostgres;
        Value = value;
    }

    /// <summary>True for PostgreSQL.</summary>
    public bool IsPostgres { get; }

    /// <summary>The file of SQLite, or the connection string in Npgsql's own form (which may hold a password: never print it).</summary>
    public string Value { get; }

    /// <summary>Understands what the operator wrote.</summary>
    /// <param name="database">Null or empty for SQLite in the data folder; <c>postgres://…</c>; <c>sqlite:PATH</c>; or a path.</param>
    /// <param name="dataFolder">The data folder.</param>
    /// <exception cref="FormatException">It is none of these.</exception>
    public static DatabaseAddress Parse(string? database, string dataFolder)
    {
        if (string.IsNullOrWhiteSpace(database)) return new(false, Path.Combine(dataFolder, "catalogue.db"));
        if (database.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase) || database.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase))
        {
            return new(true, TranslateUrl(database));
        }
        if (database.StartsWith("sqlite:", StringComparison.OrdinalIgnoreCase)) return new(false, database["sqlite:".Length..]);
        if (database.Contains("://", StringComparison.Ordinal)) throw new FormatException("the database must be postgres://USER@HOST:PORT/NAME or the path of a SQLite file.");
        return new(false, database);
    }

    /// <summary>True when a <c>postgres://</c> URL carries a password, which must not stand in arguments (every user of the machine can read those).</summary>
    public static bool HasPassword(string database) =>
        database.Contains("://", StringComparison.Ordinal) && Uri.TryCreate(database, UriKind.Absolute, out var uri)
        && (uri.UserInfo.Contains(':', StringComparison.Ordinal) || uri.Query.Contains("password=", StringComparison.OrdinalIgnoreCase));

    private static string TranslateUrl(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri)) throw new FormatException("the database URL cannot be read; expected postgres://USER@HOST:PORT/NAME.");
        var builder = new NpgsqlConnectionStringBuilder { Host = Uri.UnescapeDataString(uri.Host), Port = uri.Port > 0 ? uri.Port : 5432 };
        if (uri.AbsolutePath.Trim('/') is { Length: > 0 } name) builder.Database = Uri.UnescapeDataString(name);
        var user = uri.UserInfo.Split(':', 2);
        if (user[0].Length > 0) builder.Username = Uri.UnescapeDataString(user[0]);
        if (user.Length > 1) builder.Password = Uri.UnescapeDataString(user[1]);
        foreach (var pair in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=', 2);
            AddParameter(builder, Uri.UnescapeDataString(parts[0]), parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : "");
        }
        return builder.ToString();
    }

    // libpq's names for what Npgsql calls otherwise.
    private static void AddParameter(NpgsqlConnectionStringBuilder builder, string name, string value)
    {
        var key = name.ToLowerInvariant() switch
        {
            "sslmode" => "SSL Mode",
            "sslrootcert" => "Root Certificate",
            "sslcert" => "SSL Certificate",
            "sslkey" => "SSL Key",
            "application_name" => "Application Name",
            "connect_timeout" => "Timeout",
            "dbname" => "Database",
            "user" => "Username",
            var other => other,
        };
        try
        {
            builder[key] = key == "SSL Mode" ? value.Replace("-", "", StringComparison.Ordinal) : value;
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or InvalidCastException or OverflowException)
        {
            throw new FormatException($"the database URL's parameter '{name}' is not understood; allowed are host, sslmode, sslrootcert, sslcert, sslkey, application_name, connect_timeout and Npgsql's own names.");
        }
    }
}
