using Catalogue.Classifier.Model;
using Catalogue.Crawler.Model;
using Catalogue.Crawler.Storage.Rows;

namespace Catalogue.Crawler.Storage.Writing;

/// <summary>Compares tool lists with what is stored and writes the difference, with a row of history for each.</summary>
internal sealed class ToolListWriter(WriteScope scope)
{
    private readonly Dictionary<long, Dictionary<string, ToolRow>> _stored = [];
    private readonly Dictionary<long, HashSet<string>> _slugs = [];
    private readonly Dictionary<string, DefinitionRow> _definitions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ToolDefinition> _old = new(StringComparer.Ordinal);
    private readonly HashSet<ToolRow> _inserts = [];
    private readonly HashSet<ToolRow> _updates = [];

    /// <summary>Loads what is stored of these servers' tools. Once, before anything else.</summary>
    public async Task LoadAsync(IEnumerable<long> serverIds)
    {
        var ids = serverIds.Distinct().ToList();
        foreach (var id in ids) (_stored[id], _slugs[id]) = (new(StringComparer.Ordinal), new(StringComparer.Ordinal));
        var rows = await scope.QueryInAsync<ToolRow, long>(
            "SELECT server_id, slug, name, definition_hash, first_seen, changed_at, removed_at, declared FROM tools WHERE server_id IN @ids", ids);
        foreach (var row in rows)
        {
            _stored[row.ServerId][StoredText.Decode(row.Name)!] = row;
            _slugs[row.ServerId].Add(row.Slug);
        }
    }

    /// <summary>Loads the stored definitions that these lists change, so that history can name the fields.</summary>
    public async Task LoadOldAsync(IEnumerable<(long ServerId, IReadOnlyList<HashedTool> Tools)> lists)
    {
        var wanted = lists.SelectMany(list => list.Tools.Select(tool => _stored[list.ServerId].GetValueOrDefault(tool.Definition.Name) is { } row && !row.DefinitionHash.AsSpan().SequenceEqual(tool.Hash) ? row.DefinitionHash : null))
            .OfType<byte[]>().DistinctBy(Convert.ToHexString).ToList();
        foreach (var row in await scope.QueryInAsync<DefinitionRow, byte[]>("SELECT hash, name, title, description, input_schema, output_schema, annotations FROM definitions WHERE hash IN @ids", wanted))
        {
            _old[Convert.ToHexString(row.Hash)] = row.ToDefinition();
        }
    }

    /// <summary>Takes a list that the running server gave. Returns whether anything changed.</summary>
    /// <param name="serverId">The server.</param>
    /// <param name="tools">What it listed; of equal names the first counts.</param>
    /// <param name="whole">False when the list is a part: nothing is removed for it.</param>
    public bool Observe(long serverId, IReadOnlyList<HashedTool> tools, bool whole)
    {
        var changed = false;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var tool in tools)
        {
            if (seen.Add(tool.Definition.Name)) changed |= Put(serverId, tool, declared: false);
        }
        if (!whole) return changed;
        foreach (var (name, row) in _stored[serverId])
        {
            if (row.RemovedAt is not null || seen.Contains(name)) continue;
            changed |= Remove(serverId, name, row);
            // The running server says that it has no such tool: no declaration brings it back.
            row.Declared = 0;
        }
        return changed;
    }

    /// <summary>Takes declared tools, which never override what the running server gave.</summary>
    /// <param name="serverId">The server.</param>
    /// <param name="tools">What is declared; of equal names the last counts.</param>
    /// <param name="whole">True when declared tools that are not named disappear.</param>
    public DeclareCounts Declare(long serverId, IReadOnlyList<HashedTool> tools, bool whole)
    {
        var counts = new DeclareCounts();
        var last = new Dictionary<string, HashedTool>(StringComparer.Ordinal);
        foreach (var tool in tools) last[tool.Definition.Name] = tool;
        foreach (var (name, tool) in last)
        {
            var before = _stored[serverId].GetValueOrDefault(name);
            if (before is { Declared: 0 }) counts.KeptObserved++;
            else if (!Put(serverId, tool, declared: true)) counts.Unchanged++;
            else if (before is null) counts.Added++;
            else counts.Updated++;
        }
        if (!whole) return counts;
        foreach (var (name, row) in _stored[serverId])
        {
            if (row is { RemovedAt: null, Declared: 1 } && !last.ContainsKey(name) && Remove(serverId, name, row)) counts.Removed++;
        }
        return counts;
    }

    /// <summary>Writes definitions and tools.</summary>
    public async Task FlushAsync()
    {
        await scope.ExecuteEachAsync(
            """
            INSERT INTO definitions (hash, name, title, description, input_schema, output_schema, annotations)
            VALUES (@Hash, @Name, @Title, @Description, @InputSchema, @OutputSchema, @Annotations) ON CONFLICT (hash) DO NOTHING
            """, _definitions.Values);
        await scope.ExecuteEachAsync(
            """
            INSERT INTO tools (server_id, slug, name, definition_hash, first_seen, changed_at, removed_at, declared)
            VALUES (@ServerId, @Slug, @Name, @DefinitionHash, @FirstSeen, @ChangedAt, @RemovedAt, @Declared)
            """, _inserts);
        _updates.ExceptWith(_inserts);
        await scope.ExecuteEachAsync(
            "UPDATE tools SET definition_hash = @DefinitionHash, changed_at = @ChangedAt, removed_at = @RemovedAt, declared = @Declared WHERE server_id = @ServerId AND slug = @Slug",
            _updates);
    }

    private bool Put(long serverId, HashedTool tool, bool declared)
    {
        var name = tool.Definition.Name;
        var row = _stored[serverId].GetValueOrDefault(name);
        if (row is null)
        {
            Insert(serverId, tool, declared);
            return true;
        }
        var same = row.DefinitionHash.AsSpan().SequenceEqual(tool.Hash);
        var basisChanged = row.Declared != 0 && !declared;
        if (same && row.RemovedAt is null && !basisChanged) return false;
        scope.Touch(serverId);
        _updates.Add(row);
        var oldHash = row.DefinitionHash;
        if (!same || row.RemovedAt is not null)
        {
            var fields = same ? [] : DefinitionFields.Changed(_old.GetValueOrDefault(Convert.ToHexString(oldHash)), tool.Definition);
            scope.Record(serverId, name, row.RemovedAt is null ? ChangeKind.Changed : ChangeKind.Returned, oldHash, tool.Hash, fields);
            row.ChangedAt = scope.NowMs;
        }
        if (!same) Define(tool);
        row.DefinitionHash = tool.Hash;
        row.RemovedAt = null;
        row.Declared = declared ? 1 : 0;
        return true;
    }

    private void Insert(long serverId, HashedTool tool, bool declared)
    {
        var name = tool.Definition.Name;
        var slug = Slug.Create(name, _slugs[serverId].Contains);
        _slugs[serverId].Add(slug);
        var row = new ToolRow
        {
            ServerId = serverId,
            Slug = slug,
            Name = StoredText.Encode(name)!,
            DefinitionHash = tool.Hash,
            FirstSeen = scope.NowMs,
            ChangedAt = scope.NowMs,
            Declared = declared ? 1 : 0,
        };
        Define(tool);
        _stored[serverId].Add(name, row);
        _inserts.Add(row);
        scope.Record(serverId, name, ChangeKind.Added, null, tool.Hash, []);
    }

    private void Define(HashedTool tool)
    {
        var key = Convert.ToHexString(tool.Hash);
        _definitions.TryAdd(key, DefinitionRow.From(tool.Definition, tool.Hash));
        // A tool that changes twice in one batch is compared with what it was in between.
        _old.TryAdd(key, tool.Definition);
    }

    private bool Remove(long serverId, string name, ToolRow row)
    {
        row.RemovedAt = scope.NowMs;
        _updates.Add(row);
        scope.Record(serverId, name, ChangeKind.Removed, row.DefinitionHash, null, []);
        return true;
    }
}
