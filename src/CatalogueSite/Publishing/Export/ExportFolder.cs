using System.Collections.Concurrent;

namespace Catalogue.Site.Publishing.Export;

/// <summary>
/// The folder of an export. Only one that is empty, new, or was written by an export before is touched; files that are no
/// longer part of the site are removed at the end, and files that did not change are not written again.
/// </summary>
internal sealed class ExportFolder
{
    private const string Marker = ".catalogue-export";
    private readonly ConcurrentDictionary<string, byte> _kept = new(StringComparer.Ordinal);
    private int _written;

    /// <summary>Opens a folder.</summary>
    /// <exception cref="PublishException">It holds something else, or can't be written to.</exception>
    public ExportFolder(string path)
    {
        Path = System.IO.Path.GetFullPath(path);
        try
        {
            Directory.CreateDirectory(Path);
            if (Directory.EnumerateFileSystemEntries(Path).Any() && !File.Exists(System.IO.Path.Combine(Path, Marker)))
            {
                throw new PublishException($"--static {path}: the folder holds other things. Choose an empty one: the export removes what is not its own.");
            }
            File.WriteAllText(System.IO.Path.Combine(Path, Marker), "Written by 'catalogue publish --static'. Files that are not part of the site are removed by the next export.\n");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new PublishException($"--static {path}: cannot be written to ({error.Message}).", error);
        }
        _kept[Marker] = 0;
    }

    /// <summary>The folder's full path.</summary>
    public string Path { get; }

    /// <summary>Files of the export so far.</summary>
    public int Files => _kept.Count - 1;

    /// <summary>Files that were new or had changed.</summary>
    public int Written => _written;

    /// <summary>Whether a file is part of this export.</summary>
    public bool Has(string relative) => _kept.ContainsKey(relative);

    /// <summary>Writes a file; returns false where a folder or a file stands in the way.</summary>
    /// <param name="relative">Its path with slashes, made of slugs and names of ours.</param>
    /// <param name="content">Its content.</param>
    public bool Write(string relative, ReadOnlySpan<byte> content)
    {
        var full = System.IO.Path.GetFullPath(System.IO.Path.Combine(Path, relative));
        if (!full.StartsWith(Path + System.IO.Path.DirectorySeparatorChar, StringComparison.Ordinal)) return false;
        try
        {
            if (Directory.Exists(full)) return false;
            _kept[relative] = 0;
            if (Same(full, content)) return true;
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(full)!);
            File.WriteAllBytes(full, content);
            Interlocked.Increment(ref _written);
            return true;
        }
        catch (IOException) when (File.Exists(System.IO.Path.GetDirectoryName(full)))
        {
            _kept.TryRemove(relative, out _);
            return false;
        }
    }

    /// <summary>Removes files and folders that are not part of this export; returns how many files.</summary>
    public int RemoveOthers()
    {
        var removed = 0;
        foreach (var file in Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories).ToList())
        {
            if (_kept.ContainsKey(System.IO.Path.GetRelativePath(Path, file).Replace('\\', '/'))) continue;
            File.Delete(file);
            removed++;
        }
        foreach (var folder in Directory.EnumerateDirectories(Path, "*", SearchOption.AllDirectories).OrderByDescending(f => f.Length).ToList())
        {
            if (!Directory.EnumerateFileSystemEntries(folder).Any()) Directory.Delete(folder);
        }
        return removed;
    }

    private static bool Same(string file, ReadOnlySpan<byte> content)
    {
        var info = new FileInfo(file);
        return info.Exists && info.Length == content.Length && File.ReadAllBytes(file).AsSpan().SequenceEqual(content);
    }
}
