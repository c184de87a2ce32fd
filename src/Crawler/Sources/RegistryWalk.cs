using Catalogue.Crawler.Model;

namespace Catalogue.Crawler.Sources;

/// <summary>The state of one pass over a registry: what was taken up and left out, and where the next pass begins.</summary>
internal sealed class RegistryWalk
{
    private readonly string _source;
    private readonly RegistrySettings _settings;
    private readonly RegistryBookmark _start;
    private readonly HashSet<string> _cursors = [];
    private int _entries;
    private int _pages;
    private int _taken;
    private int _leftOut;
    private bool _full;
    private bool _ended;

    /// <summary>Begins a pass.</summary>
    /// <param name="source">The source's name.</param>
    /// <param name="settings">Its settings.</param>
    /// <param name="start">Where the pass before left off.</param>
    public RegistryWalk(string source, RegistrySettings settings, RegistryBookmark start)
    {
        (_source, _settings, _start, Place) = (source, settings, start, start);
        if (start.Cursor is { } cursor) _cursors.Add(cursor);
    }

    /// <summary>The page to read next.</summary>
    public RegistryBookmark Place { get; private set; }

    /// <summary>True when nothing is left to read in this pass.</summary>
    public bool Done => _full || _ended;

    /// <summary>How far it came, for messages.</summary>
    public string SoFar => _entries == 0 ? "" : $" beyond the first {_entries} entries";

    /// <summary>Goes through a page up to where this pass is full. The place moves when the caller comes back for more, so that it may stop anywhere.</summary>
    public IEnumerable<SourceItem> Take(RegistryPage page)
    {
        for (var i = Place.Skip; i < page.Entries.Count; i++)
        {
            if (_taken >= _settings.RemotesPerPass)
            {
                _full = true;
                yield break;
            }
            _entries++;
            if (Read(page.Entries[i]) is { } item) yield return item;
            // Only now is the entry in safe hands: whoever stops here gets it once more next time.
            Place = Place with { Skip = i + 1 };
        }
    }

    /// <summary>Turns to the next page.</summary>
    /// <exception cref="SourceUnavailableException">There is no telling where it is.</exception>
    public void Turn(RegistryPage page)
    {
        if (_full) return;
        if (page.Problem is not null)
        {
            Place = Place with { Skip = 0 };
            throw new SourceUnavailableException($"A page of {_settings.Url.IdnHost} could not be read{SoFar}: {page.Problem}.");
        }
        if (page.NextCursor is null)
        {
            _ended = true;
            return;
        }
        if (!_cursors.Add(page.NextCursor))
        {
            // Going on from here would go in circles in the next pass too.
            Place = Place with { Cursor = null, Skip = 0 };
            throw new SourceUnavailableException($"{_settings.Url.IdnHost} gave the same cursor twice; its list was left{SoFar}.");
        }
        Place = Place with { Cursor = page.NextCursor, Skip = 0 };
        _full = _taken >= _settings.RemotesPerPass;
        if (++_pages >= _settings.MaxPages && !_full)
        {
            throw new SourceUnavailableException(
                $"{_settings.Url.IdnHost} has more than {_settings.MaxPages} pages (max-pages); the next pass goes on{SoFar}.");
        }
    }

    /// <summary>What the pass has to say at its end.</summary>
    public SourcePass Report(TimeSpan overlap) => new()
    {
        LeftOut = _leftOut,
        LeftOutWhy = _leftOut == 0 ? null
            : $"servers that come as packages only; 'packages: true' in the source '{_source}' takes them up and lets the sandbox install them",
        Complete = _ended && _start is { UpdatedSince: null, Cursor: null, Skip: 0 },
        Bookmark = (_ended ? new RegistryBookmark { UpdatedSince = _start.Began - overlap, Began = _start.Began } : Place).ToString(),
        Warnings = _full ? [$"{_settings.RemotesPerPass} servers were taken up (remotes-per-pass); the next pass goes on from there"] : [],
    };

    private SourceItem? Read(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            var entry = RegistryEntryReader.Read(_source, bytes, _settings.Packages);
            if (!entry.IsLatest) return null;
            var server = entry.Server;
            var isRemote = server.Endpoints.Any(static endpoint => endpoint.Kind != EndpointKind.Package);
            // A deletion is news whatever was deleted.
            if (server.Status == ServerStatus.Deleted) return new SourceItem(server, null);
            if (!isRemote && server.Endpoints.Count > 0 && !_settings.Packages)
            {
                _leftOut++;
                return null;
            }
            if (server.Endpoints.Count > 0) _taken++;
            return new SourceItem(server, null);
        }
        catch (FormatException e)
        {
            return new SourceItem(null, $"entry {_entries}: {e.Message}");
        }
    }
}
