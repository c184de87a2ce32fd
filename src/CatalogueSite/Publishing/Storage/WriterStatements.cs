using Microsoft.Data.Sqlite;

namespace Catalogue.Site.Publishing.Storage;

/// <summary>The statements of <see cref="GenerationWriter"/>, prepared once.</summary>
internal sealed class WriterStatements(SqliteConnection connection) : IDisposable
{
    /// <summary>The number that stands for pages among retired rows.</summary>
    public const int PageKind = 3;

    /// <summary>Tables whose rows live and die, with the number that stands for each among retired rows.</summary>
    public static readonly IReadOnlyList<(int Kind, string Table)> Tables = [(0, "server"), (1, "alias"), (2, "tool"), (PageKind, "page")];

    private readonly List<Statement> _all = [];
    private Statement? _insertServer, _insertAlias, _insertTool, _insertHit, _insertServerHit, _insertPage, _insertChange, _insertRule, _insertGeneration;
    private Statement? _findDocument, _findCounts, _findPages, _retirePage, _markRetired, _allServerIds, _allRules, _getMeta, _setMeta, _deleteMeta;
    private IReadOnlyList<Statement>? _retireOfServer;

    public Statement InsertServer => _insertServer ??= New(
        """
        INSERT INTO server(born, died, server_id, slug, name, title, risk, outcome, tools, observed_at, revision, withdrawn, counts, document, attacks)
        VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15) RETURNING id
        """, 15);

    public Statement InsertAlias => _insertAlias ??= New("INSERT INTO alias(born, died, server_id, alias) VALUES(?1, ?2, ?3, ?4)", 4);

    public Statement InsertTool => _insertTool ??= New(
        """
        INSERT INTO tool(born, died, server_id, server_slug, server_name, slug, name, title, summary, category, risk, confidence, contested,
            capabilities, findings, word, rules)
        VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17) RETURNING id
        """, 17);

    public Statement InsertHit => _insertHit ??= New("INSERT OR IGNORE INTO rule_hit(rule, tool) VALUES(?1, ?2)", 2);

    public Statement InsertServerHit => _insertServerHit ??= New("INSERT OR REPLACE INTO server_hit(rule, server, tools) VALUES(?1, ?2, ?3)", 3);

    public Statement InsertPage => _insertPage ??= New(
        "INSERT INTO page(born, died, server_id, route, hash, body) VALUES(?1, ?2, ?3, ?4, ?5, ?6)", 6);

    public Statement InsertChange => _insertChange ??= New(
        "INSERT OR IGNORE INTO change(id, born, server_id, tool, kind, at, old_hash, new_hash, fields) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)", 9);

    public Statement InsertRule => _insertRule ??= New(
        "INSERT INTO rule(name) VALUES(?1) ON CONFLICT(name) DO UPDATE SET name=excluded.name RETURNING id", 1);

    public Statement InsertGeneration => _insertGeneration ??= New(
        "INSERT INTO generation(id, published_at, revision, rule_set, template, counts, passes) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)", 7);

    public Statement FindDocument => _findDocument ??= New("SELECT document, attacks FROM server WHERE server_id=?1 AND died=?2", 2);

    public Statement FindCounts => _findCounts ??= New("SELECT counts FROM server WHERE server_id=?1 AND died=?2", 2);

    public Statement FindPages => _findPages ??= New("SELECT id, route, hash FROM page WHERE server_id=?1 AND died=?2", 2);

    public Statement RetirePage => _retirePage ??= New("INSERT OR IGNORE INTO retired(kind, id, died) VALUES(?1, ?2, 0)", 2);

    public Statement MarkRetired => _markRetired ??= New("UPDATE retired SET died=?1 WHERE died=0", 1);

    public Statement AllServerIds => _allServerIds ??= New("SELECT server_id FROM server WHERE died=?1", 1);

    public Statement AllRules => _allRules ??= New("SELECT id, name FROM rule", 0);

    public Statement GetMeta => _getMeta ??= New("SELECT value FROM meta WHERE key=?1", 1);

    public Statement SetMeta => _setMeta ??= New("INSERT INTO meta(key, value) VALUES(?1, ?2) ON CONFLICT(key) DO UPDATE SET value=excluded.value", 2);

    public Statement DeleteMeta => _deleteMeta ??= New("DELETE FROM meta WHERE key=?1", 1);

    /// <summary>Notes every living row of one server (its id, <see cref="SiteDatabase.Alive"/>) as replaced, pages aside.</summary>
    public IReadOnlyList<Statement> RetireOfServer => _retireOfServer ??=
    [
        .. Tables.Where(table => table.Kind != PageKind).Select(table => New(
            $"INSERT OR IGNORE INTO retired(kind, id, died) SELECT {table.Kind}, id, 0 FROM {table.Table} WHERE server_id=?1 AND died=?2", 2)),
    ];

    public void Dispose()
    {
        foreach (var statement in _all) statement.Dispose();
    }

    private Statement New(string sql, int parameters)
    {
        var statement = new Statement(connection, sql, parameters);
        _all.Add(statement);
        return statement;
    }
}
