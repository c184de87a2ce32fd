using System.Threading.Channels;
using Catalogue.Site.Publishing.Storage;

namespace Catalogue.Site.Publishing;

/// <summary>
/// Keeps the search index in step with the generations. A full publish builds a new index from the same stream of servers;
/// a small one updates the index in place right after the swap. The store notes which generation the index holds, so that
/// an index that a crash left behind is built anew from the published documents.
/// </summary>
internal sealed class IndexStep(PublishOptions options, GenerationWriter writer, bool full)
{
    private const int MaxUpdated = 500;
    private readonly List<AssessedServer> _changed = [];
    private readonly string? _path = writer.ReadMeta("index") as string;
    private readonly bool _stale = writer.ReadMeta("index-generation") as long? != writer.Previous?.Id;
    private ChannelWriter<AssessedServer>? _feed;
    private string? _built;
    private int _changedCount;

    /// <summary>The engine whose index was built anew, or null where the one that was there went on.</summary>
    public string? Built => _built is null ? null : options.Index!.Engine;

    private bool Builds => full || _stale || _path is null || SearchPaths.EngineOf(_path) != options.Index!.Engine || !Opens(_path);

    /// <summary>Runs the publishing of servers with a builder beside it that is fed through <see cref="TakeAsync"/>.</summary>
    public async Task WhileBuildingAsync(Func<CancellationToken, Task> publish, CancellationToken cancellationToken)
    {
        if (options.Index is null || !full)
        {
            await publish(cancellationToken).ConfigureAwait(false);
            return;
        }
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var channel = Channel.CreateBounded<AssessedServer>(new BoundedChannelOptions(64) { SingleReader = true, SingleWriter = true });
        _feed = channel.Writer;
        _built = NewPath();
        var building = Guard(Task.Run(() => options.Index.BuildAsync(_built, channel.Reader.ReadAllAsync(stop.Token), stop.Token), stop.Token));
        var publishing = Guard(publish(stop.Token));
        await Task.WhenAll(publishing, building).ConfigureAwait(false);

        async Task Guard(Task task)
        {
            try
            {
                await task.ConfigureAwait(false);
                channel.Writer.TryComplete();
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
            {
                // The other one failed first, and says why.
            }
            catch
            {
                await stop.CancelAsync().ConfigureAwait(false);
                throw;
            }
        }
    }

    /// <summary>Takes one published server.</summary>
    public async ValueTask TakeAsync(AssessedServer server, CancellationToken cancellationToken)
    {
        if (options.Index is null) return;
        if (_feed is not null) await _feed.WriteAsync(server, cancellationToken).ConfigureAwait(false);
        else if (++_changedCount <= MaxUpdated) _changed.Add(server);
        else _changed.Clear();
    }

    /// <summary>Brings the index to the generation that readers see now.</summary>
    public async Task FinishAsync(long generation, CancellationToken cancellationToken)
    {
        if (options.Index is null) return;
        if (_built is null && !Builds && _changedCount <= MaxUpdated)
        {
            if (_changedCount > 0) await options.Index.UpdateAsync(Path.Combine(SearchPaths.Folder(options.DataFolder), _path!), _changed, [], cancellationToken).ConfigureAwait(false);
            if (writer.Previous?.Id != generation) writer.WriteMeta("index-generation", generation);
            return;
        }
        if (_built is null)
        {
            _built = NewPath();
            await options.Index.BuildAsync(_built, ReadPublishedAsync(generation), cancellationToken).ConfigureAwait(false);
        }
        writer.WriteMeta("index", Path.GetFileName(_built));
        writer.WriteMeta("index-generation", generation);
        RemoveOthers(_built);
    }

    private async IAsyncEnumerable<AssessedServer> ReadPublishedAsync(long generation)
    {
        using var connection = new SiteDatabase(options.StorePath).OpenReader()!;
        foreach (var server in GenerationReader.ReadDocuments(connection, generation)) yield return server;
        await Task.CompletedTask.ConfigureAwait(false);
    }

    private string NewPath()
    {
        Directory.CreateDirectory(SearchPaths.Folder(options.DataFolder));
        return Path.Combine(SearchPaths.Folder(options.DataFolder), SearchPaths.NewName(writer.Next, options.Index!.Engine));
    }

    // One that is gone, damaged, or another version's is not gone on with.
    private bool Opens(string name)
    {
        try
        {
            options.Index!.Open(Path.Combine(SearchPaths.Folder(options.DataFolder), name)).Dispose();
            return true;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    // Readers that still have an older one open keep it until they let go.
    private void RemoveOthers(string keep)
    {
        var name = Path.GetFileName(keep);
        foreach (var entry in Directory.EnumerateFileSystemEntries(SearchPaths.Folder(options.DataFolder)))
        {
            if (Path.GetFileName(entry).StartsWith(name, StringComparison.Ordinal)) continue;
            if (Directory.Exists(entry)) Directory.Delete(entry, recursive: true);
            else File.Delete(entry);
        }
    }
}
