using System.Diagnostics;
using System.Globalization;
using Catalogue.Crawler.Model;

namespace Catalogue.Crawler.Inspection.Sandboxing;

/// <summary>
/// Runs programs of strangers in bubblewrap: namespaces of their own, no network, a read-only system, an empty home,
/// capped memory, processes, disk and processor time, a filter of system calls, and a user that owns nothing.
/// </summary>
internal sealed class Sandbox
{
    /// <summary>Where packages lie inside.</summary>
    public const string PackageFolder = "/package";

    /// <summary>The home inside, empty and in memory.</summary>
    public const string Home = "/home/user";

    private static readonly string[] SystemFolders = ["/lib", "/lib64", "/lib32", "/libx32", "/bin", "/sbin"];
    private static readonly string[] SystemFiles =
        ["/etc/ld.so.cache", "/etc/ssl/certs", "/etc/ssl/openssl.cnf", "/etc/ca-certificates", "/etc/pki", "/etc/alternatives", "/etc/localtime", "/etc/mime.types"];

    // Joins the control groups, opens the filter as descriptor 3, becomes bubblewrap.
    private const string Launcher = "IFS=:; for door in $1; do echo $$ > \"$door\" || exit 125; done; unset IFS; if [ -n \"$2\" ]; then exec 3<\"$2\"; fi; shift 2; exec \"$@\"";

    private readonly Tools _tools;
    private readonly bool _asRoot;
    private readonly string? _filter;
    private readonly bool _mayGroup;

    private Sandbox(Tools tools, bool asRoot, string? filter, bool mayGroup)
    {
        _mayGroup = mayGroup;
        _tools = tools;
        _asRoot = asRoot;
        _filter = filter;
    }

    /// <summary>Finds out whether this machine can do it, by doing it.</summary>
    /// <param name="options">Where programs are looked for.</param>
    /// <param name="work">Our work folder.</param>
    /// <exception cref="InspectionFaultException">It can't; the reason says what is missing.</exception>
    public static async Task<Sandbox> OpenAsync(InspectionOptions options, WorkFolder work)
    {
        if (!OperatingSystem.IsLinux()) throw Unavailable("packages are run in bubblewrap, which needs Linux");
        var tools = Tools.Find(options.SearchPath);
        string? filter = null;
        if (SeccompFilter.Compile() is { } program)
        {
            filter = Path.Combine(work.Path, "filter");
            await File.WriteAllBytesAsync(filter, program).ConfigureAwait(false);
        }
        var asRoot = Native.EffectiveUser() == 0 && tools.SetPriv is not null && !options.AsPlainUser;
        string? complaint = null;
        foreach (var root in asRoot ? new[] { true, false } : [false])
        {
            var sandbox = new Sandbox(tools, root, filter, !options.AsPlainUser);
            complaint = await sandbox.TryAsync(work).ConfigureAwait(false);
            if (complaint is null) return sandbox;
        }
        throw Unavailable($"bubblewrap does not work here ({complaint})");
    }

    /// <summary>Starts a program in a sandbox of its own.</summary>
    public async Task<SandboxProcess> StartAsync(SandboxSpec spec, string groupName)
    {
        await WritePeopleAsync(spec).ConfigureAwait(false);
        var group = !_mayGroup ? null : ControlGroup.TryCreate(groupName, spec.Limits.MaxMemoryBytes, spec.Limits.MaxProcesses);
        var info = new ProcessStartInfo(_tools.Shell)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        info.Environment.Clear();
        foreach (var argument in new[] { "-c", Launcher, "sh", group is null ? "" : string.Join(':', group.Doors), _filter ?? "", _tools.Bubblewrap }) info.ArgumentList.Add(argument);
        foreach (var argument in Walls(spec, group is null)) info.ArgumentList.Add(argument);
        try
        {
            return new SandboxProcess(await ProcessStarter.StartAsync(info).ConfigureAwait(false), group, spec.Limits);
        }
        catch
        {
            if (group is not null) await group.EndAsync().ConfigureAwait(false);
            throw;
        }
    }

    // Milliseconds, but on a machine that is busy beyond reason: taking it for broken would leave every package unobserved.
    private static readonly TimeSpan ProbePatience = TimeSpan.FromSeconds(60);

    private async Task<string?> TryAsync(WorkFolder work)
    {
        var folder = work.Next();
        try
        {
            var spec = new SandboxSpec { Command = [_tools.Shell, "-c", "exit 42"], Limits = new InspectionLimits(), WorkFolder = folder, User = UserFor(0) };
            await using var process = await StartAsync(spec, $"{work.Name}-probe").ConfigureAwait(false);
            var code = await process.WaitAsync(ProbePatience).ConfigureAwait(false);
            return code == 42 ? null : Plain.Sentence(process.ErrorText, 200) is { Length: > 0 } text ? text : $"exit code {code}";
        }
        catch (Exception problem) when (problem is System.ComponentModel.Win32Exception or IOException)
        {
            return Plain.Sentence(problem.Message, 200);
        }
        finally
        {
            WorkFolder.Remove(folder);
        }
    }

    /// <summary>A user number that no account of this machine has; one for each inspection, so that none can touch another.</summary>
    public static uint UserFor(int number) => 1_900_000_000u + (uint)(Environment.ProcessId % 100_000) * 100u + (uint)(number % 100);

    private IEnumerable<string> Walls(SandboxSpec spec, bool alone)
    {
        List<string> walls = ["--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts", "--unshare-cgroup-try", "--hostname", "sandbox", "--die-with-parent", "--new-session", "--clearenv", "--cap-drop", "ALL"];
        var user = spec.User.ToString(CultureInfo.InvariantCulture);
        if (_asRoot) walls.AddRange(["--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID", "--cap-add", "CAP_SETPCAP"]);
        else walls.AddRange(["--unshare-user", "--uid", user, "--gid", user]);
        if (_filter is not null) walls.AddRange(["--seccomp", "3"]);
        AddFiles(walls, spec);
        walls.AddRange(["--remount-ro", "/dev", "--remount-ro", "/"]);
        AddEnvironment(walls, spec);
        walls.AddRange(["--chdir", Home, "--"]);
        if (_asRoot)
            walls.AddRange([_tools.SetPriv!, "--reuid", user, "--regid", user, "--clear-groups", "--inh-caps=-all", "--bounding-set=-all", "--no-new-privs", "--"]);
        var limits = spec.Limits;
        if (_tools.PrLimit is not null)
        {
            walls.AddRange([
                _tools.PrLimit, "--core=0", "--nofile=4096", $"--cpu={Math.Max(1, (int)limits.MaxProcessorTime.TotalSeconds)}",
                $"--fsize={spec.MaxFileBytes}", $"--nproc={limits.MaxProcesses}", "--",
            ]);
            // Without a control group each process is capped by itself (their sum is watched).
            if (alone) walls.Insert(walls.Count - 1, $"--data={limits.MaxMemoryBytes}");
        }
        return walls.Concat(spec.Command);
    }

    private static void AddFiles(List<string> walls, SandboxSpec spec)
    {
        walls.AddRange(["--ro-bind", "/usr", "/usr"]);
        foreach (var folder in SystemFolders)
        {
            // On merged systems these are links into /usr, elsewhere folders.
            if (new DirectoryInfo(folder).LinkTarget is { } target) walls.AddRange(["--symlink", target, folder]);
            else walls.AddRange(["--ro-bind-try", folder, folder]);
        }
        foreach (var folder in Parents([.. SystemFiles, .. spec.ReadOnly.Values, Home, PackageFolder])) walls.AddRange(["--perms", "0755", "--dir", folder]);
        foreach (var file in SystemFiles) walls.AddRange(["--ro-bind-try", file, file]);
        foreach (var file in new[] { "passwd", "group", "hosts" }) walls.AddRange(["--ro-bind", Path.Combine(spec.WorkFolder, file), $"/etc/{file}"]);
        walls.AddRange(["--proc", "/proc", "--dev", "/dev"]);
        var size = spec.Limits.MaxTemporaryBytes.ToString(CultureInfo.InvariantCulture);
        foreach (var place in new[] { "/tmp", "/dev/shm", Home }) walls.AddRange(["--perms", "1777", "--size", size, "--tmpfs", place]);
        foreach (var (outside, inside) in spec.ReadOnly) walls.AddRange(["--ro-bind-try", outside, inside]);
        if (spec.Writable is not null) walls.AddRange(["--bind", spec.Writable, PackageFolder]);
    }

    // bubblewrap makes missing parents for itself alone.
    private static IEnumerable<string> Parents(IEnumerable<string> places)
    {
        var parents = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var place in places)
        {
            for (var parent = Path.GetDirectoryName(place); parent is not null and not "/"; parent = Path.GetDirectoryName(parent)) parents.Add(parent);
        }
        return parents.Where(p => p != "/usr" && !p.StartsWith("/usr/", StringComparison.Ordinal));
    }

    private static void AddEnvironment(List<string> walls, SandboxSpec spec)
    {
        var fixedOnes = new Dictionary<string, string>
        {
            ["PATH"] = "/usr/local/bin:/usr/bin:/bin",
            ["HOME"] = Home,
            ["USER"] = "user",
            ["TMPDIR"] = "/tmp",
            ["LANG"] = "C.UTF-8",
            ["NO_COLOR"] = "1",
            ["NO_UPDATE_NOTIFIER"] = "1",
        };
        foreach (var (name, value) in spec.Environment) fixedOnes[name] = value;
        foreach (var (name, value) in fixedOnes) walls.AddRange(["--setenv", name, value]);
    }

    // Programs ask who they are and where localhost is; the machine's own answers are none of their business.
    private static async Task WritePeopleAsync(SandboxSpec spec)
    {
        await File.WriteAllTextAsync(Path.Combine(spec.WorkFolder, "passwd"), $"user:x:{spec.User}:{spec.User}:user:{Home}:/bin/false\n").ConfigureAwait(false);
        await File.WriteAllTextAsync(Path.Combine(spec.WorkFolder, "group"), $"user:x:{spec.User}:\n").ConfigureAwait(false);
        await File.WriteAllTextAsync(Path.Combine(spec.WorkFolder, "hosts"), "127.0.0.1 localhost\n::1 localhost\n").ConfigureAwait(false);
    }

    private static InspectionFaultException Unavailable(string why) =>
        new(new InspectionFault(Outcome.SandboxUnavailable, $"The package was not run: {why}."));

    /// <summary>The programs that make the walls.</summary>
    private sealed record Tools(string Bubblewrap, string Shell, string? SetPriv, string? PrLimit)
    {
        public static Tools Find(IReadOnlyList<string> searchPath)
        {
            var bubblewrap = Programs.Find("bwrap", searchPath)
                ?? throw Unavailable("bubblewrap is not installed (Debian, Ubuntu: apt-get install bubblewrap)");
            return new Tools(bubblewrap, "/bin/sh", Inside("setpriv"), Inside("prlimit"));
        }

        // These two run inside the sandbox, which shows /usr alone.
        private static string? Inside(string name) => Programs.Find(name, ["/usr/bin", "/usr/local/bin", "/usr/sbin"]);
    }
}
