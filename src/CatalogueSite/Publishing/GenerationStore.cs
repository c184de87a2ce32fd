using Catalogue.Site.Publishing.Storage;
using Catalogue.Site.Search;

namespace Catalogue.Site.Publishing;

/// <summary>
/// The generation that readers see, kept in step with the site store: whoever publishes, in this process or another, is
/// noticed by <see cref="Refresh"/>, which is cheap and is called once a second while serving.
/// </summary>
public sealed class GenerationStore : ICatalogueAccessor, IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(1);
    private readonly SiteDatabase _database;
    private readonly ViewConnections _connections;
    private readonly ISearchIndexWriter? _engine;
    private readonly string _dataFolder;
    private readonly Lock _refreshing = new();
    private readonly List<(DateTimeOffset Since, ISearchIndex Index)> _replaced = [];
    private readonly TimeProvider _clock;
    private volatile GenerationView? _current;
    private string? _indexName;
    private long _indexGeneration;
    private bool _disposed;
    private ISearchIndex? _index;

    /// <summary>Opens the store in a data folder; nothing needs to be there yet.</summary>
    public GenerationStore(string dataFolder, ISearchIndexWriter? engine, TimeProvider? clock = null)
    {
        _dataFolder = dataFolder;
        _engine = engine;
        _clock = clock ?? TimeProvider.System;
        _database = new SiteDatabase(Path.Combine(dataFolder, "site.db"));
        _connections = new ViewConnections(_database);
        Refresh();
    }

    /// <inheritdoc />
    public IPublishedCatalogue? Current => _current;

    /// <summary>The same generation with its lists, or null before the first publish.</summary>
    public ICatalogueView? View => _current;

    /// <summary>The same generation with its stored pages.</summary>
    internal GenerationView? Generation => _current;

    /// <summary>The engine that the open index was built with, or null where none is open.</summary>
    public string? IndexEngine => _index is null || _indexName is null ? null : SearchPaths.EngineOf(_indexName);

    /// <summary>Why the published index can't be searched and what mends it; null where it can, or none is meant to be.</summary>
    public string? IndexFault { get; private set; }

    /// <summary>Looks whether there is a newer generation; returns true when readers see another one from now on.</summary>
    public bool Refresh()
    {
        lock (_refreshing)
        {
            if (!File.Exists(_database.Path)) return false;
            var seen = _current?.Stats.Generation ?? 0;
            GenerationInfo? info;
            (string? Name, long Generation) index;
            try
            {
                (info, index) = _connections.Use(db => Look(db, seen));
            }
            catch (PublishException)
            {
                return false;
            }
            DisposeReplaced();
            var fault = IndexFault;
            var reopened = OpenIndex(index.Name, index.Generation);
            if (info is null && !reopened && fault == IndexFault) return false;
            info ??= _connections.Use(db => GenerationInfo.Read(db.Connection, seen));
            if (info is null) return false;
            _current = new GenerationView(_connections, info, _index ?? new EmptySearchIndex(IndexFault));
            return true;
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        // A host that knows it under several names disposes of it as often.
        if (_disposed) return;
        _disposed = true;
        _current = null;
        _index?.Dispose();
        foreach (var (_, index) in _replaced) index.Dispose();
        _replaced.Clear();
        _connections.Dispose();
    }

    private static (GenerationInfo? Info, (string? Name, long Generation) Index) Look(ViewConnection db, long seen)
    {
        var current = db.Scalar("SELECT value FROM meta WHERE key='current'") as long? ?? 0;
        var index = db.Scalar("SELECT value FROM meta WHERE key='index'") as string;
        var held = db.Scalar("SELECT value FROM meta WHERE key='index-generation'") as long? ?? 0;
        return (current == seen || current == 0 ? null : GenerationInfo.Read(db.Connection, current), (index, held));
    }

    // An index that is open may not see what was put into it since: it is opened again for each generation that it holds.
    private bool OpenIndex(string? name, long generation)
    {
        if (_engine is null || (name == _indexName && generation == _indexGeneration && name is not null)) return false;
        ISearchIndex opened;
        try
        {
            opened = Open(name);
        }
        catch (InvalidDataException error)
        {
            // Another version's, or damaged: the next publish builds it anew; pages go on, and search with an index that is open already.
            IndexFault = error.Message;
            return false;
        }
        IndexFault = null;
        // Readers have the older one meanwhile; at the start there are none who could wait.
        if (_current is not null) WarmUp.Run(opened);
        if (_index is not null) _replaced.Add((_clock.GetUtcNow(), _index));
        _index = opened;
        _indexName = name;
        _indexGeneration = generation;
        return true;
    }

    // With the engine that built it: another setting holds from the next publish on.
    private ISearchIndex Open(string? name)
    {
        if (name is null) throw new InvalidDataException("The search index has not been built yet; it comes with the publish that is under way, or with 'catalogue publish'.");
        var engine = SearchPaths.EngineOf(name);
        var writer = engine == _engine!.Engine ? _engine : SearchEngine.Find(engine);
        return writer is not null
            ? writer.Open(Path.Combine(SearchPaths.Folder(_dataFolder), name))
            : throw new InvalidDataException($"The search index was built with an engine that this program does not have ('{engine}'; it has {string.Join(", ", SearchEngine.Names)}): 'catalogue publish' builds it anew.");
    }

    // Requests that began with an older index are long over by then.
    private void DisposeReplaced()
    {
        var limit = _clock.GetUtcNow() - Grace;
        foreach (var (since, index) in _replaced.ToList())
        {
            if (since > limit) continue;
            index.Dispose();
            _replaced.Remove((since, index));
        }
    }
}
