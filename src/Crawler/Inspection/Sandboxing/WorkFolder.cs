using Catalogue.Crawler.Model;

namespace Catalogue.Crawler.Inspection.Sandboxing;

/// <summary>
/// Where packages are installed: a folder of this process alone, removed when it ends. What an earlier process left when
/// it was killed is swept at the first use; a lock that the kernel takes back tells the living from the dead.
/// </summary>
internal sealed class WorkFolder : IDisposable
{
    private const string Prefix = "catalogue-";
    private readonly FileStream _lock;
    private int _count;

    private WorkFolder(string path, FileStream theLock)
    {
        Path = path;
        _lock = theLock;
    }

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>Its name, with which the control groups of its sandboxes begin.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>Sweeps what the dead left, and makes a folder.</summary>
    /// <exception cref="InspectionFaultException">The place can't be used.</exception>
    public static async Task<WorkFolder> OpenAsync(string root)
    {
        try
        {
            FileModes.CreateClosed(root);
            if (new DirectoryInfo(root).LinkTarget is not null) throw new IOException("it is a link");
            FileModes.Close(root);
            await SweepAsync(root).ConfigureAwait(false);
            var path = System.IO.Path.Combine(root, $"{Prefix}{Environment.ProcessId}-{Guid.NewGuid():N}"[..36]);
            FileModes.CreateClosed(path);
            return new WorkFolder(path, Lock(path, FileMode.CreateNew));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new InspectionFaultException(new InspectionFault(Outcome.SandboxUnavailable, $"The work folder {root} cannot be used: {problem.Message}"));
        }
    }

    /// <summary>A fresh folder for one inspection.</summary>
    public string Next()
    {
        var path = System.IO.Path.Combine(Path, Interlocked.Increment(ref _count).ToString(System.Globalization.CultureInfo.InvariantCulture));
        FileModes.CreateClosed(path);
        return path;
    }

    /// <summary>Removes a folder and all in it, also what refuses to be entered.</summary>
    public static void Remove(string path)
    {
        if (!Directory.Exists(path)) return;
        try
        {
            Directory.Delete(path, recursive: true);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            foreach (var folder in Closed(path)) FileModes.Close(folder);
            Directory.Delete(path, recursive: true);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            Remove(Path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // The next start sweeps it.
        }
        _lock.Dispose();
    }

    private static FileStream Lock(string path, FileMode mode) =>
        new(System.IO.Path.Combine(path, "lock"), mode, FileAccess.ReadWrite, FileShare.None);

    private static async Task SweepAsync(string root)
    {
        foreach (var path in Directory.EnumerateDirectories(root, Prefix + "*"))
        {
            try
            {
                using (Lock(path, FileMode.Open))
                {
                    await ControlGroup.SweepAsync(System.IO.Path.GetFileName(path)).ConfigureAwait(false);
                    Remove(path);
                }
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                // Alive, being made, or being swept by another.
            }
        }
    }

    // Opening each folder before looking into it, top down.
    private static IEnumerable<string> Closed(string path)
    {
        yield return path;
        foreach (var inner in new DirectoryInfo(path).EnumerateDirectories())
        {
            if (inner.LinkTarget is not null) continue;
            foreach (var folder in Closed(inner.FullName)) yield return folder;
        }
    }
}
