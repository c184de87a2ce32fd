using System.Globalization;

namespace Catalogue.Crawler.Inspection.Sandboxing;

/// <summary>
/// A control group that caps the memory and processes of one sandbox together, and names its processes so that all of
/// them can be killed. Works with version 1 and 2 where the hierarchy may be written; elsewhere there is none.
/// </summary>
internal sealed class ControlGroup
{
    private const string Root = "/sys/fs/cgroup";
    private readonly IReadOnlyList<string> _folders;
    private readonly bool _unified;

    private ControlGroup(IReadOnlyList<string> folders, bool unified)
    {
        _folders = folders;
        _unified = unified;
    }

    /// <summary>The files into which a process writes its id to join.</summary>
    public IEnumerable<string> Doors => _folders.Select(f => Path.Combine(f, "cgroup.procs"));

    /// <summary>Makes a group.</summary>
    /// <param name="name">A name of its own.</param>
    /// <param name="memoryBytes">Memory of all processes together.</param>
    /// <param name="processes">Processes and threads together.</param>
    /// <returns>The group, or null where this machine allows none.</returns>
    public static ControlGroup? TryCreate(string name, long memoryBytes, int processes)
    {
        var unified = File.Exists(Path.Combine(Root, "cgroup.controllers"));
        var group = new ControlGroup([.. Parents(unified).Select(p => Path.Combine(p, name))], unified);
        try
        {
            foreach (var folder in group._folders) Directory.CreateDirectory(folder);
            group.Set(unified ? "memory.max" : "memory.limit_in_bytes", memoryBytes);
            group.Set("pids.max", processes);
            group.TrySet(unified ? "memory.swap.max" : "memory.memsw.limit_in_bytes", unified ? 0 : memoryBytes);
            return group;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            group.RemoveFolders();
            return null;
        }
    }

    /// <summary>Kills and removes the groups whose names begin so, left over from a program that ended without doing it.</summary>
    public static async Task SweepAsync(string prefix)
    {
        var unified = File.Exists(Path.Combine(Root, "cgroup.controllers"));
        var names = Parents(unified).Where(Directory.Exists).SelectMany(p => Directory.EnumerateDirectories(p, prefix + "*")).Select(Path.GetFileName).Distinct();
        foreach (var name in names.ToList()) await new ControlGroup([.. Parents(unified).Select(p => Path.Combine(p, name!))], unified).EndAsync().ConfigureAwait(false);
    }

    /// <summary>True when the kernel ended a process of the group for want of memory.</summary>
    public bool RanOutOfMemory => Counter(_unified ? "memory.events" : "memory.oom_control", "oom_kill") > 0;

    /// <summary>True when the group was refused a process.</summary>
    public bool RanOutOfProcesses => Counter("pids.events", "max") > 0;

    /// <summary>Kills every process of the group and removes it.</summary>
    public async Task EndAsync()
    {
        for (var attempt = 0; attempt < 200; attempt++)
        {
            foreach (var door in Doors) KillAll(door);
            if (RemoveFolders()) return;
            await Task.Delay(10).ConfigureAwait(false); // the dead are reaped in their own time
        }
    }

    private static IEnumerable<string> Parents(bool unified) =>
        unified ? [Path.Combine(Root, "catalogue")] : [Path.Combine(Root, "memory"), Path.Combine(Root, "pids")];

    private static void KillAll(string door)
    {
        try
        {
            foreach (var line in File.ReadLines(door))
            {
                if (int.TryParse(line, CultureInfo.InvariantCulture, out var id) && id > 1) _ = Native.Kill(id, Native.KillSignal);
            }
        }
        catch (IOException)
        {
            // The group is gone.
        }
    }

    private bool RemoveFolders()
    {
        var gone = true;
        foreach (var folder in _folders)
        {
            try
            {
                // Control groups are removed empty of processes; their files go with them, which Directory.Delete can't know.
                if (Directory.Exists(folder)) gone &= Native.RemoveDirectory(folder) == 0;
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                gone = false;
            }
        }
        return gone;
    }

    private void Set(string file, long value)
    {
        if (_unified) EnableControllers();
        var target = _folders.Select(f => Path.Combine(f, file)).FirstOrDefault(File.Exists) ?? throw new IOException($"No {file}.");
        File.WriteAllText(target, value.ToString(CultureInfo.InvariantCulture));
    }

    private void TrySet(string file, long value)
    {
        try
        {
            Set(file, value);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // Swap is not counted on every kernel.
        }
    }

    private static void EnableControllers()
    {
        foreach (var folder in new[] { Root, Path.Combine(Root, "catalogue") })
        {
            var file = Path.Combine(folder, "cgroup.subtree_control");
            var enabled = File.ReadAllText(file).Split([' ', '\n']);
            foreach (var controller in new[] { "memory", "pids" })
            {
                if (!enabled.Contains(controller)) File.WriteAllText(file, "+" + controller);
            }
        }
    }

    private long Counter(string file, string name)
    {
        foreach (var path in _folders.Select(f => Path.Combine(f, file)).Where(File.Exists))
        {
            foreach (var line in File.ReadLines(path))
            {
                if (line.StartsWith(name + " ", StringComparison.Ordinal) && long.TryParse(line.AsSpan(name.Length + 1), CultureInfo.InvariantCulture, out var count)) return count;
            }
        }
        return 0;
    }
}
