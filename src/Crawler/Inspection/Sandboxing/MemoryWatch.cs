using System.Globalization;

namespace Catalogue.Crawler.Inspection.Sandboxing;

/// <summary>
/// Where the kernel counts no memory for us (no control group), we count it ourselves: the resident memory of a process
/// and all its descendants, every quarter of a second; each of them is capped by the kernel besides.
/// </summary>
internal sealed class MemoryWatch : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private readonly CancellationTokenSource _stop = new();

    /// <summary>True when the processes were killed for using more than they may.</summary>
    public bool RanOut { get; private set; }

    /// <summary>Begins to watch.</summary>
    /// <param name="root">The id of the first process.</param>
    /// <param name="limit">Bytes for all together.</param>
    /// <param name="kill">Called when they use more.</param>
    public void Start(int root, long limit, Action kill) => _ = WatchAsync(root, limit, kill, _stop.Token);

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    /// <summary>The resident memory of a process and its descendants, in bytes.</summary>
    internal static long Measure(int root)
    {
        var processes = Directory.EnumerateDirectories("/proc").Select(Read).OfType<(int Id, int Parent, long Pages)>().ToLookup(p => p.Parent);
        var pages = 0L;
        var open = new Stack<int>([root]);
        while (open.TryPop(out var id))
        {
            foreach (var child in processes[id])
            {
                pages += child.Pages;
                open.Push(child.Id);
            }
        }
        return pages * Environment.SystemPageSize;
    }

    private async Task WatchAsync(int root, long limit, Action kill, CancellationToken stop)
    {
        try
        {
            while (true)
            {
                await Task.Delay(Pause, stop).ConfigureAwait(false);
                if (Measure(root) <= limit) continue;
                RanOut = true;
                kill();
                return;
            }
        }
        catch (OperationCanceledException)
        {
            // The inspection is over.
        }
    }

    // /proc/ID/stat: "id (name, which may hold anything) state parent …", the 24th field being the resident pages.
    private static (int Id, int Parent, long Pages)? Read(string folder)
    {
        if (!int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id)) return null;
        try
        {
            var stat = File.ReadAllText(Path.Combine(folder, "stat"));
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return (id, int.Parse(fields[1], CultureInfo.InvariantCulture), long.Parse(fields[21], CultureInfo.InvariantCulture));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or FormatException or ArgumentOutOfRangeException or IndexOutOfRangeException)
        {
            return null; // it ended while we looked
        }
    }
}
