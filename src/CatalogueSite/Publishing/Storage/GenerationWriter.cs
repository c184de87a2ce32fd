using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Catalogue.Site.Publishing.Storage;

/// <summary>
/// Writes the next generation beside the one that readers see. Rows go in with the next number, in batches; what they replace
/// is noted; <see cref="Commit"/> makes it all visible at once. Used by one thread.
/// </summary>
internal sealed class GenerationWriter : IDisposable
{
    private const int RowsPerTransaction = 4000;
    private const int GenerationsKept = 2;
    private readonly SqliteConnection _connection;
    private readonly FileStream _lock;
    private readonly Dictionary<string, long> _rules = new(StringComparer.Ordinal);
    private readonly WriterStatements _statements;
    private readonly long _next;
    private SqliteTransaction? _transaction;
    private bool _begun;
    private int _rows;

    /// <summary>Opens the store for writing.</summary>
    /// <exception cref="PublishException">Another process is publishing into the same store.</exception>
    public GenerationWriter(SiteDatabase database)
    {
        _lock = TakeLock(database.Path + ".lock");
        try
        {
            _connection = database.OpenWriter();
            Previous = GenerationInfo.Read(_connection, SiteDatabase.ReadCurrent(_connection));
            _next = (Previous?.Id ?? 0) + 1;
            Counts = Previous is null ? new CatalogueCounts() : CatalogueCounts.Parse(Previous.Counts);
            _statements = new WriterStatements(_connection);
            RemoveLeftovers();
            ReadRules();
        }
        catch
        {
            _connection?.Dispose();
            _lock.Dispose();
            throw;
        }
    }

    /// <summary>The generation that readers see, or null.</summary>
    public GenerationInfo? Previous { get; }

    /// <summary>The number of the one being written.</summary>
    public long Next => _next;

    /// <summary>Counts over everything written and kept so far.</summary>
    public CatalogueCounts Counts { get; }

    /// <summary>Pages that were new or had changed.</summary>
    public int PagesWritten { get; private set; }

    /// <summary>True once anything differs from the previous generation.</summary>
    public bool Changed => _begun;

    /// <summary>Takes a server into the next generation; writes only what differs.</summary>
    public void Write(PreparedServer prepared)
    {
        var record = prepared.Server.Record;
        if (!Same(record.Id, prepared))
        {
            RetireServer(record.Id);
            InsertServer(prepared);
        }
        WritePages(record.Id, prepared.Pages);
    }

    /// <summary>Retires servers that the catalogue database no longer has (it was replaced by another).</summary>
    public void RetireServersExcept(HashSet<long> present)
    {
        var gone = new List<long>();
        using (var rows = _statements.AllServerIds.Rows(_transaction, SiteDatabase.Alive))
        {
            while (rows.Read())
            {
                if (!present.Contains(rows.GetInt64(0))) gone.Add(rows.GetInt64(0));
            }
        }
        foreach (var id in gone)
        {
            RetireServer(id);
            WritePages(id, []);
        }
    }

    /// <summary>Makes the next generation the one that readers see.</summary>
    public GenerationInfo Commit(DateTimeOffset publishedAt, long revision, string ruleSet, string template, string passes)
    {
        var info = new GenerationInfo(_next, publishedAt, revision, ruleSet, template, Counts.ToJson(), passes);
        EndBatch();
        using (var transaction = _connection.BeginTransaction())
        {
            foreach (var (kind, table) in WriterStatements.Tables)
            {
                using var retire = new Statement(
                    _connection, $"UPDATE {table} SET died=?1 WHERE id IN (SELECT id FROM retired WHERE kind=?2 AND died=0)", 2);
                retire.Run(transaction, _next, kind);
            }
            _statements.MarkRetired.Run(transaction, _next);
            _statements.InsertGeneration.Run(
                transaction, info.Id, info.PublishedAt.ToString("O", CultureInfo.InvariantCulture), revision, ruleSet, template, info.Counts, passes);
            _statements.SetMeta.Run(transaction, "current", _next);
            _statements.DeleteMeta.Run(transaction, "writing");
            transaction.Commit();
        }
        return info;
    }

    /// <summary>Deletes what only older generations than the last two saw. Safe at any time; a crash in the middle loses nothing.</summary>
    public void Clean(CancellationToken cancellationToken)
    {
        new GenerationCleaner(_connection).Run(SiteDatabase.ReadCurrent(_connection) - GenerationsKept, cancellationToken);
    }

    /// <summary>A value kept beside the generations, or null.</summary>
    public object? ReadMeta(string key) => _statements.GetMeta.Scalar(_transaction, key);

    /// <summary>Keeps a value beside the generations.</summary>
    public void WriteMeta(string key, object value) => _statements.SetMeta.Run(_transaction, key, value);

    /// <summary>Ends writing; what was not committed is removed by the next writer.</summary>
    public void Dispose()
    {
        _transaction?.Dispose();
        _statements.Dispose();
        _connection.Dispose();
        _lock.Dispose();
    }

    private static FileStream TakeLock(string path)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException error) when (File.Exists(path))
        {
            throw new PublishException($"Another process is publishing into this data folder ({path} is locked): wait for it to end, or choose another folder with --data.", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new PublishException($"The data folder cannot be written to: {error.Message} Choose another with --data.", error);
        }
    }

    private bool Same(long serverId, PreparedServer prepared)
    {
        if (Previous is null) return false;
        using var row = _statements.FindDocument.Rows(_transaction, serverId, SiteDatabase.Alive);
        return row.Read() && row.GetString(1) == prepared.Attacks.Signature && row.GetFieldValue<byte[]>(0).AsSpan().SequenceEqual(prepared.Document);
    }

    private void RetireServer(long serverId)
    {
        if (Previous is null) return;
        if (_statements.FindCounts.Scalar(_transaction, serverId, SiteDatabase.Alive) is not string counts) return;
        Begin();
        Counts.Add(CatalogueCounts.Parse(counts), -1);
        foreach (var retire in _statements.RetireOfServer) _rows += retire.Run(_transaction, serverId, SiteDatabase.Alive);
    }

    private void InsertServer(PreparedServer prepared)
    {
        Begin();
        var server = prepared.Server;
        var record = server.Record;
        var counts = CatalogueCounts.Of(server);
        Counts.Add(counts);
        var row = (long)_statements.InsertServer.Scalar(
            _transaction, _next, SiteDatabase.Alive, record.Id, record.Slug, record.Name, record.Title, (int?)server.Risk,
            (int)record.Observation.Outcome, server.PresentTools.Count(),
            record.Observation.LastGoodAt?.ToString("O", CultureInfo.InvariantCulture), record.Revision, record.WithdrawnAt is not null,
            counts.ToJson(), prepared.Document, prepared.Attacks.Signature)!;
        foreach (var alias in record.Aliases.Append(record.Name).Select(name => name.ToLowerInvariant()).Distinct(StringComparer.Ordinal))
        {
            _statements.InsertAlias.Run(_transaction, _next, SiteDatabase.Alive, record.Id, alias);
        }
        foreach (var (tool, attacks) in server.PresentTools.Zip(prepared.Attacks.OfTools)) InsertTool(server, tool, attacks);
        foreach (var (attack, tools) in prepared.Attacks.PerPattern()) _statements.InsertServerHit.Run(_transaction, RuleId(AttackHits.KeyOf(attack)), row, tools);
        foreach (var entry in record.History)
        {
            _statements.InsertChange.Run(
                _transaction, entry.Id, _next, record.Id, entry.Tool, (int)entry.Kind, entry.At.ToString("O", CultureInfo.InvariantCulture),
                entry.OldHash, entry.NewHash, string.Join(',', entry.Fields));
        }
        _rows += 2 + server.Tools.Count + record.History.Count;
        NextBatch();
    }

    private void InsertTool(AssessedServer server, AssessedTool tool, IReadOnlyList<string> attacks)
    {
        var verdict = tool.Verdict;
        var rules = verdict.Evidence.Select(e => e.Rule).Concat(verdict.CounterEvidence.Select(e => e.Rule))
            .Concat(verdict.Findings.Select(f => f.Rule)).Concat(attacks.Select(AttackHits.KeyOf))
            .Distinct(StringComparer.Ordinal).Select(RuleId).ToList();
        var definition = tool.Record.Definition;
        var id = (long)_statements.InsertTool.Scalar(
            _transaction, _next, SiteDatabase.Alive, server.Record.Id, server.Record.Slug, server.Record.Name, tool.Record.Slug,
            tool.Record.Name, definition.Title, ToolSentence.Of(definition.Description), (int)verdict.Category, (int)verdict.Risk,
            (int)verdict.Confidence, verdict.Contested, (int)verdict.Capabilities, verdict.Findings.Count,
            ToolWords.Key(tool.Record.Name), string.Join(',', rules))!;
        foreach (var rule in rules) _statements.InsertHit.Run(_transaction, rule, id);
    }

    private void WritePages(long serverId, IReadOnlyList<PreparedPage> pages)
    {
        var old = new Dictionary<string, (long Id, byte[] Hash)>(StringComparer.Ordinal);
        if (Previous is not null)
        {
            using var rows = _statements.FindPages.Rows(_transaction, serverId, SiteDatabase.Alive);
            while (rows.Read()) old[rows.GetString(1)] = (rows.GetInt64(0), rows.GetFieldValue<byte[]>(2));
        }
        foreach (var page in pages)
        {
            if (old.TryGetValue(page.Route, out var before))
            {
                if (before.Hash.AsSpan().SequenceEqual(page.Hash))
                {
                    old.Remove(page.Route);
                    continue;
                }
            }
            Begin();
            _statements.InsertPage.Run(_transaction, _next, SiteDatabase.Alive, serverId, page.Route, page.Hash, page.Body);
            PagesWritten++;
            _rows += 2;
        }
        foreach (var (id, _) in old.Values)
        {
            Begin();
            _statements.RetirePage.Run(_transaction, WriterStatements.PageKind, id);
        }
        NextBatch();
    }

    private long RuleId(string name)
    {
        if (_rules.TryGetValue(name, out var id)) return id;
        id = (long)_statements.InsertRule.Scalar(_transaction, name)!;
        return _rules[name] = id;
    }

    private void Begin()
    {
        if (_transaction is not null) return;
        _transaction = _connection.BeginTransaction();
        if (_begun) return;
        _begun = true;
        _statements.SetMeta.Run(_transaction, "writing", _next);
    }

    private void NextBatch()
    {
        if (_rows >= RowsPerTransaction) EndBatch();
    }

    private void EndBatch()
    {
        _transaction?.Commit();
        _transaction?.Dispose();
        _transaction = null;
        _rows = 0;
    }

    // A publish that was killed left rows of a generation that never came to be.
    private void RemoveLeftovers()
    {
        if (ReadMeta("writing") is null) return;
        using var transaction = _connection.BeginTransaction();
        foreach (var (_, table) in WriterStatements.Tables.Append((-1, "change")))
        {
            using var delete = new Statement(_connection, $"DELETE FROM {table} WHERE born>=?1", 1);
            delete.Run(transaction, _next);
        }
        SiteDatabase.Execute(_connection, "DELETE FROM rule_hit WHERE tool NOT IN (SELECT id FROM tool); DELETE FROM server_hit WHERE server NOT IN (SELECT id FROM server); DELETE FROM retired WHERE died=0;");
        _statements.DeleteMeta.Run(transaction, "writing");
        transaction.Commit();
    }

    private void ReadRules()
    {
        using var rows = _statements.AllRules.Rows(null);
        while (rows.Read()) _rules[rows.GetString(1)] = rows.GetInt64(0);
    }
}
