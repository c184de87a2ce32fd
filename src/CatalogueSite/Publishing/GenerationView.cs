using System.Globalization;
using System.Text.Json;
using Catalogue.Classifier.Checks;
using Catalogue.Classifier.Model;
using Catalogue.Crawler.Model;
using Catalogue.Site.Publishing.Storage;
using Catalogue.Site.Search;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Caching.Memory;

namespace Catalogue.Site.Publishing;

/// <summary>One generation, read from the site store. Safe for any number of threads.</summary>
internal sealed class GenerationView : ICatalogueView
{
    private const int ServersKept = 400;
    private const string Visible = "born<=?1 AND died>?1";
    private const string ToolColumns =
        "server_slug, server_name, slug, name, title, summary, category, risk, confidence, contested, capabilities, findings";

    private readonly ViewConnections _connections;
    private readonly GenerationInfo _info;
    private readonly Lazy<IReadOnlyDictionary<string, AttackReach>> _attackReach;
    private readonly Lazy<LookAlikeNames> _names;
    private readonly MemoryCache _servers = new(new MemoryCacheOptions { SizeLimit = ServersKept });

    public GenerationView(ViewConnections connections, GenerationInfo info, ISearchIndex search)
    {
        _connections = connections;
        _info = info;
        Search = search;
        Stats = CatalogueCounts.Parse(info.Counts).ToStats(info.Id, info.PublishedAt, info.RuleSet);
        _attackReach = new Lazy<IReadOnlyDictionary<string, AttackReach>>(ReadAttackReach);
        _names = new Lazy<LookAlikeNames>(ReadNames);
        Passes = JsonSerializer.Deserialize<List<CrawlPass>>(info.Passes) ?? [];
    }

    /// <inheritdoc />
    public CatalogueStats Stats { get; }

    /// <inheritdoc />
    public IReadOnlyList<CrawlPass> Passes { get; }

    /// <inheritdoc />
    public ISearchIndex Search { get; }

    /// <inheritdoc />
    public IReadOnlyDictionary<string, AttackReach> AttackReach => _attackReach.Value;

    /// <summary>The page at a canonical path, or null.</summary>
    public StoredPage? FindPage(string route) => _connections.Use(db =>
    {
        using var rows = db.Rows($"SELECT hash, body FROM page WHERE route=?2 AND {Visible}", _info.Id, route);
        return rows.Read() ? new StoredPage(rows.GetFieldValue<byte[]>(0), rows.GetFieldValue<byte[]>(1)) : null;
    });

    /// <summary>Paths of stored pages after one, in order; for the export and the site map.</summary>
    public IReadOnlyList<string> ListPages(string after, int limit) => _connections.Use(db =>
    {
        using var rows = db.Rows($"SELECT route FROM page WHERE route>?2 AND {Visible} ORDER BY route LIMIT ?3", _info.Id, after, limit);
        return ReadAll(rows, row => row.GetString(0));
    });

    /// <summary>The canonical slug for a slug, name or alias in any case; null when unknown.</summary>
    public string? FindSlug(string nameOrSlug)
    {
        ArgumentNullException.ThrowIfNull(nameOrSlug);
        var lower = nameOrSlug.ToLowerInvariant();
        return _connections.Use(db =>
            db.Scalar($"SELECT slug FROM server WHERE slug=?2 AND {Visible}", _info.Id, lower) as string
            ?? db.Scalar(
                $"""
                SELECT slug FROM server WHERE {Visible} AND server_id IN (SELECT server_id FROM alias WHERE alias=?2 AND {Visible})
                ORDER BY name<>?3, server_id LIMIT 1
                """, _info.Id, lower, nameOrSlug) as string);
    }

    /// <inheritdoc />
    public AssessedServer? FindServer(string nameOrSlug)
    {
        ArgumentNullException.ThrowIfNull(nameOrSlug);
        if (nameOrSlug.Length is 0 or > 4096) return null;
        return FindSlug(nameOrSlug) is not { } slug ? null : _servers.GetOrCreate(slug, entry =>
        {
            entry.Size = 1;
            return ReadServer(slug);
        });
    }

    /// <inheritdoc />
    public IReadOnlyList<ServerSummary> ListServers(string? afterSlug, int limit) => _connections.Use(db =>
    {
        using var rows = db.Rows(
            $"SELECT {ServerRows.Columns} FROM server WHERE slug>?2 AND {Visible} ORDER BY slug LIMIT ?3", _info.Id, afterSlug ?? "", limit);
        return ReadAll(rows, ServerRows.Read);
    });

    /// <inheritdoc />
    public IReadOnlyList<ServerSummary> ListServers(int offset, int limit) => _connections.Use(db =>
    {
        using var rows = db.Rows(
            $"SELECT {ServerRows.Columns} FROM server WHERE {Visible} ORDER BY slug LIMIT ?3 OFFSET ?2", _info.Id, offset, limit);
        return ReadAll(rows, ServerRows.Read);
    });

    /// <inheritdoc />
    public IReadOnlyList<PublishedChange> ListChanges(long? beforeId, int limit)
    {
        var rows = _connections.Use(db =>
        {
            using var found = db.Rows(
                "SELECT id, server_id, tool, kind, at, old_hash, new_hash, fields FROM change WHERE id<?2 AND born<=?1 ORDER BY id DESC LIMIT ?3",
                _info.Id, beforeId ?? long.MaxValue, limit);
            return ReadAll(found, ReadChange);
        });
        var slugs = _connections.Use(db => rows.Select(row => row.ServerId).Distinct().ToDictionary(
            id => id, id => db.Scalar($"SELECT slug FROM server WHERE server_id=?2 AND {Visible}", _info.Id, id) as string));
        return [.. rows.Where(row => slugs[row.ServerId] is not null).Select(row => Describe(row, FindServer(slugs[row.ServerId]!)!))];
    }

    /// <inheritdoc />
    public Stream OpenDump() => new DumpStream(_connections, _info.Id);

    /// <inheritdoc />
    public int CountTools(ToolFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return filter switch
        {
            { Category: { } category, Risk: null, Capabilities: Capabilities.None, Contested: null } => Stats.ByCategory[category],
            { Category: null, Risk: { } risk, Capabilities: Capabilities.None, Contested: null } => Stats.ByRisk[risk],
            { Category: null, Risk: null, Capabilities: Capabilities.None, Contested: null } => Stats.Tools,
            _ => _connections.Use(db => (int)(long)db.Scalar(
                $"SELECT count(*) FROM tool WHERE {Visible} AND {FilterSql(filter)}", _info.Id, (int)filter.Capabilities)!),
        };
    }

    /// <inheritdoc />
    public IReadOnlyList<ToolSummary> ListTools(ToolFilter filter, int offset, int limit)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return _connections.Use(db =>
        {
            // The inner query walks an index alone; only the rows of the page itself are looked up.
            using var rows = db.Rows(
                $"""
                SELECT {ToolColumns} FROM tool WHERE id IN (
                    SELECT id FROM tool WHERE {Visible} AND {FilterSql(filter)} ORDER BY risk DESC, server_slug, slug LIMIT ?4 OFFSET ?3)
                ORDER BY risk DESC, server_slug, slug
                """, _info.Id, (int)filter.Capabilities, offset, limit);
            return ReadAll(rows, ReadTool);
        });
    }

    /// <summary>The present tools of one server by slug.</summary>
    public IReadOnlyList<ToolSummary> ListServerTools(string serverSlug) => _connections.Use(db =>
    {
        using var rows = db.Rows(
            $"SELECT {ToolColumns} FROM tool WHERE server_id=(SELECT server_id FROM server WHERE slug=?2 AND {Visible}) AND {Visible} ORDER BY slug",
            _info.Id, serverSlug);
        return ReadAll(rows, ReadTool);
    });

    /// <inheritdoc />
    public IReadOnlyList<ToolSummary> FindNeighbours(Category category, string word, int limit) => word.Length == 0 ? [] : _connections.Use(db =>
    {
        using var rows = db.Rows(
            $"SELECT {ToolColumns} FROM tool WHERE word=?2 AND category=?3 AND {Visible} ORDER BY risk DESC, server_slug, slug LIMIT ?4",
            _info.Id, word, (int)category, limit);
        return ReadAll(rows, ReadTool);
    });

    /// <inheritdoc />
    public IReadOnlyList<ServerSummary> FindSimilarServers(string slug, int limit) => _connections.Use(db =>
    {
        // Rare words say more than common ones: each shared word counts for one through the number of tools that have it.
        using var rows = db.Rows(
            $"""
            WITH own AS (SELECT DISTINCT word FROM tool WHERE server_id=(SELECT server_id FROM server WHERE slug=?2 AND {Visible}) AND {Visible} AND word<>'' LIMIT 200),
            rare AS (SELECT word, (SELECT count(*) FROM (SELECT 1 FROM tool t WHERE t.word=own.word LIMIT 80)) AS uses FROM own),
            rarest AS (SELECT word, uses FROM rare WHERE uses<80 ORDER BY uses LIMIT 24),
            shared AS (SELECT DISTINCT t.server_id AS server_id, t.word AS word, r.uses AS uses FROM rarest r JOIN tool t ON t.word=r.word WHERE t.born<=?1 AND t.died>?1)
            SELECT {ServerRows.Columns} FROM (SELECT server_id AS key, sum(1.0/uses) AS score FROM shared GROUP BY server_id) s
            JOIN server ON server.server_id=s.key AND {Visible} WHERE slug<>?2 ORDER BY score DESC, slug LIMIT ?3
            """, _info.Id, slug, limit);
        return ReadAll(rows, ServerRows.Read);
    });

    /// <inheritdoc />
    public IReadOnlyList<LookAlikeServer> FindLookAlikes(string slug, int limit)
    {
        if (FindSummary(slug) is not { } own) return [];
        return [.. _names.Value.Find(own.Name).Take(limit).Select(found => (Server: FindSlug(found.Known) is { } other ? FindSummary(other) : null, found.How))
            .Where(found => found.Server is not null).Select(found => new LookAlikeServer(found.Server!, found.How))];
    }

    /// <inheritdoc />
    public RuleHits FindRuleHits(string ruleId, int limit) => _connections.Use(db =>
    {
        if (db.Scalar("SELECT id FROM rule WHERE name=?1", ruleId) is not long rule) return new RuleHits(0, []);
        var hits = $"FROM tool WHERE id IN (SELECT tool FROM rule_hit WHERE rule=?2) AND {Visible}";
        var count = (int)(long)db.Scalar($"SELECT count(*) {hits}", _info.Id, rule)!;
        using var rows = db.Rows($"SELECT {ToolColumns} {hits} ORDER BY risk DESC, server_slug, slug LIMIT ?3", _info.Id, rule, limit);
        return new RuleHits(count, ReadAll(rows, ReadTool));
    });

    /// <inheritdoc />
    public AttackSpread FindAttackSpread(string attackId, int limit)
    {
        var key = AttackHits.KeyOf(attackId);
        var servers = _connections.Use(db =>
        {
            using var rows = db.Rows(
                $"""
                SELECT {ServerRows.Columns}, hit.giving FROM (SELECT server AS key, tools AS giving FROM server_hit WHERE rule=(SELECT id FROM rule WHERE name=?2)) hit
                JOIN server ON server.id=hit.key AND {Visible} ORDER BY withdrawn, risk DESC, hit.giving DESC, slug LIMIT ?3
                """, _info.Id, key, limit);
            return ReadAll(rows, row => new AttackServer(ServerRows.Read(row), row.GetInt32(ServerRows.Count)));
        });
        return new AttackSpread(AttackReach.GetValueOrDefault(attackId, Publishing.AttackReach.None), servers, FindRuleHits(key, limit).Examples);
    }

    private Dictionary<string, AttackReach> ReadAttackReach() => _connections.Use(db =>
    {
        using var rows = db.Rows(
            $"""
            SELECT name, servers, tools FROM (
                SELECT rule, count(*) AS servers, sum(hit.tools) AS tools FROM server_hit hit JOIN server ON server.id=hit.server AND {Visible} GROUP BY rule) reach
            JOIN rule ON rule.id=reach.rule
            """, _info.Id);
        return ReadAll(rows, row => (Id: row.GetString(0)[AttackHits.Prefix.Length..], Reach: new AttackReach(row.GetInt32(1), row.GetInt32(2))))
            .ToDictionary(one => one.Id, one => one.Reach, StringComparer.Ordinal);
    });

    private ServerSummary? FindSummary(string slug) => _connections.Use(db =>
    {
        using var rows = db.Rows($"SELECT {ServerRows.Columns} FROM server WHERE slug=?2 AND {Visible}", _info.Id, slug);
        return rows.Read() ? ServerRows.Read(rows) : null;
    });

    private LookAlikeNames ReadNames() => _connections.Use(db =>
    {
        using var rows = db.Rows($"SELECT name FROM server WHERE withdrawn=0 AND {Visible}", _info.Id);
        return new LookAlikeNames(ReadAll(rows, row => row.GetString(0)));
    });

    private static string FilterSql(ToolFilter filter)
    {
        var sql = "(capabilities & ?2)=?2";
        if (filter.Category is { } category) sql += $" AND category={(int)category}";
        if (filter.Risk is { } risk) sql += $" AND risk={(int)risk}";
        if (filter.Contested is { } contested) sql += $" AND contested={(contested ? 1 : 0)}";
        return sql;
    }

    private static List<T> ReadAll<T>(SqliteDataReader rows, Func<SqliteDataReader, T> read)
    {
        var all = new List<T>();
        while (rows.Read()) all.Add(read(rows));
        return all;
    }

    private static ToolSummary ReadTool(SqliteDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), Text(row, 4), Text(row, 5), (Category)row.GetInt32(6),
        (RiskLevel)row.GetInt32(7), (Confidence)row.GetInt32(8), row.GetBoolean(9), (Capabilities)row.GetInt32(10), row.GetInt32(11));

    private static HistoryEntry ReadChange(SqliteDataReader row) => new(
        row.GetInt64(0), row.GetInt64(1), Text(row, 2), (ChangeKind)row.GetInt32(3),
        DateTimeOffset.Parse(row.GetString(4), CultureInfo.InvariantCulture), Text(row, 5), Text(row, 6),
        row.GetString(7).Split(',', StringSplitOptions.RemoveEmptyEntries));

    private static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static PublishedChange Describe(HistoryEntry entry, AssessedServer server)
    {
        var tool = entry.Tool is null ? null : server.Tools.FirstOrDefault(t => t.Record.Name == entry.Tool);
        return new PublishedChange(entry, server.Record.Slug, server.Record.Name, tool?.Record.Slug, tool?.Verdict);
    }

    private AssessedServer ReadServer(string slug) => GenerationReader.Open(_connections.Use(
        db => (byte[])db.Scalar($"SELECT document FROM server WHERE slug=?2 AND {Visible}", _info.Id, slug)!));
}
