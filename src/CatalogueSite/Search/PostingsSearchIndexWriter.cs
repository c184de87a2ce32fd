using Catalogue.Site.Publishing;
using Catalogue.Site.Search.Postings;
using Catalogue.Site.Search.Text;

namespace Catalogue.Site.Search;

/// <summary>
/// Builds an index of our own: a folder of segment files that are mapped into memory, and a manifest that names them.
/// An update adds one small segment and marks what it replaces; segments are merged when they become many.
/// </summary>
public sealed class PostingsSearchIndexWriter : ISearchIndexWriter
{
    private const int MaxSegments = 8;
    private const double MaxRemovedShare = 0.3;

    /// <inheritdoc/>
    public string Engine => "postings";

    /// <inheritdoc/>
    public async Task BuildAsync(string path, IAsyncEnumerable<AssessedServer> servers, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(servers);
        if (Path.Exists(path)) throw new IOException($"There is something at '{path}' already.");
        var building = path + ".building";
        if (Directory.Exists(building)) Directory.Delete(building, recursive: true);
        Directory.CreateDirectory(building);
        try
        {
            using (var builder = new SegmentBuilder(Path.Combine(building, "scratch")))
            {
                await foreach (var server in servers.WithCancellation(cancellationToken))
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    builder.Add(ToolReader.Read(server));
                }
                builder.Write(Manifest.SegmentPath(building, 1));
            }
            new Manifest(SegmentFormat.Version, 2, [new ManifestSegment(1, [])]).Write(building);
            Directory.Move(building, path);
        }
        finally
        {
            if (Directory.Exists(building)) Directory.Delete(building, recursive: true);
        }
    }

    /// <inheritdoc/>
    public Task UpdateAsync(string path, IReadOnlyList<AssessedServer> changed, IReadOnlyList<string> removedSlugs, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(changed);
        ArgumentNullException.ThrowIfNull(removedSlugs);
        cancellationToken.ThrowIfCancellationRequested();
        var manifest = Manifest.Read(path);
        var gone = new HashSet<string>(removedSlugs.Concat(changed.Select(server => server.Record.Slug)), StringComparer.Ordinal);
        var segments = new List<ManifestSegment>();
        var (all, dead) = (0L, 0L);
        foreach (var segment in manifest.Segments)
        {
            using var opened = Segment.Open(Manifest.SegmentPath(path, segment.Number));
            var removed = segment.Removed.Union(gone.Where(slug => opened.FindServer(slug) >= 0), StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
            all += opened.ToolCount;
            dead += removed.Sum(slug => (long)opened.Servers[opened.FindServer(slug)].ToolCount);
            if (removed.Count < opened.ServerCount) segments.Add(segment with { Removed = removed });
        }
        var next = manifest.Next;
        // The last of repeated servers counts.
        var latest = changed.GroupBy(server => server.Record.Slug, StringComparer.Ordinal).Select(group => group.Last()).ToList();
        if (latest.Count > 0)
        {
            Write(path, next, latest.Select(ToolReader.Read));
            segments.Add(new ManifestSegment(next++, []));
        }
        cancellationToken.ThrowIfCancellationRequested();
        if (dead > Math.Max(1000, all * MaxRemovedShare)) segments = [Merge(path, segments, next++)];
        else if (segments.Count > MaxSegments) segments = MergeSmall(path, segments, next++);
        new Manifest(SegmentFormat.Version, next, segments).Write(path);
        DeleteUnused(path, segments);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public ISearchIndex Open(string path)
    {
        // An update may delete a merged segment between reading the manifest and opening it: then the manifest is new.
        for (var attempt = 0; ; attempt++)
        {
            var manifest = Manifest.Read(path);
            try
            {
                return PostingsSearchIndex.Open(path, manifest);
            }
            catch (FileNotFoundException) when (attempt < 5)
            {
            }
            catch (IOException error)
            {
                throw new InvalidDataException($"The search index at '{path}' is not whole ({error.Message}); publish to build it anew.", error);
            }
        }
    }

    // The largest stays as it is: merging it again and again would cost as much as building.
    private static List<ManifestSegment> MergeSmall(string path, List<ManifestSegment> segments, int number)
    {
        var largest = segments.MaxBy(segment => new FileInfo(Manifest.SegmentPath(path, segment.Number)).Length)!;
        return [largest, Merge(path, [.. segments.Where(segment => segment != largest)], number)];
    }

    private static ManifestSegment Merge(string path, List<ManifestSegment> segments, int number)
    {
        Write(path, number, Read(path, segments));
        return new ManifestSegment(number, []);
    }

    private static IEnumerable<IndexedServer> Read(string path, List<ManifestSegment> segments)
    {
        foreach (var segment in segments)
        {
            using var opened = Segment.Open(Manifest.SegmentPath(path, segment.Number));
            var removed = segment.Removed.ToHashSet(StringComparer.Ordinal);
            for (var server = 0; server < opened.ServerCount; server++)
            {
                if (!removed.Contains(opened.ServerSlug(server))) yield return opened.Read(server);
            }
        }
    }

    private static void Write(string path, int number, IEnumerable<IndexedServer> servers)
    {
        var file = Manifest.SegmentPath(path, number);
        using var builder = new SegmentBuilder(file + ".scratch");
        foreach (var server in servers) builder.Add(server);
        builder.Write(file);
    }

    private static void DeleteUnused(string path, List<ManifestSegment> segments)
    {
        var used = segments.Select(segment => Manifest.SegmentPath(path, segment.Number)).ToHashSet(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(path, "*.seg"))
        {
            if (used.Contains(file)) continue;
            try
            {
                File.Delete(file);
            }
            catch (IOException)
            {
                // Held open by a reader on a system that minds: the next update deletes it.
            }
        }
    }
}
