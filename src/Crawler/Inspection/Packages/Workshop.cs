using Catalogue.Crawler.Inspection.Sandboxing;
using Catalogue.Crawler.Model;

namespace Catalogue.Crawler.Inspection.Packages;

/// <summary>What one package is installed and started with.</summary>
/// <param name="Sandbox">The sandbox.</param>
/// <param name="Options">How servers are asked.</param>
/// <param name="Folder">This inspection's folder: entered by nobody else, removed afterwards.</param>
/// <param name="Name">A name for control groups.</param>
/// <param name="User">The user that the processes really are.</param>
internal sealed record Workshop(Sandbox Sandbox, InspectionOptions Options, string Folder, string Name, uint User)
{
    // Counting a tree of ten thousand files costs; disks don't fill that fast behind a capped proxy.
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(3);

    /// <summary>The folder that the package is installed into.</summary>
    public string PackageFolder => Path.Combine(Folder, "package");

    /// <summary>Runs one installation step to its end.</summary>
    /// <exception cref="InspectionFaultException">It failed, or took too much time or disk.</exception>
    public async Task InstallAsync(Installation installation, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(PackageFolder);
        FileModes.Open(PackageFolder); // its parents let nobody in
        var limits = Options.Limits with { MaxProcessorTime = Options.Limits.InstallTime, MaxMemoryBytes = Options.Limits.MaxMemoryBytes * 2 };
        await using var proxy = RegistryProxy.Open(Folder, installation.Registries.Concat(Options.InstallHosts), limits.MaxInstallBytes);
        var spec = new SandboxSpec
        {
            Command = installation.Command,
            ReadOnly = new Dictionary<string, string>(installation.ReadOnly) { [proxy.SocketFile] = RegistryProxy.PlaceInside },
            Environment = installation.Environment,
            Writable = PackageFolder,
            Limits = limits,
            WorkFolder = Folder,
            MaxFileBytes = limits.MaxInstallBytes,
            User = User,
        };
        using var guard = new InspectionGuard(limits, limits.InstallTime, TimeProvider.System, cancellationToken);
        await using var process = await Sandbox.StartAsync(spec, Name + "-install").ConfigureAwait(false);
        var code = await RunAsync(process, guard).ConfigureAwait(false);
        if (code == 0) return;
        var beyond = proxy.Refused is null ? "" : $" (it wanted to reach {proxy.Refused}, which is not the registry)";
        throw Failed($"the installation ended with code {code}{beyond}: {LastWords(process.ErrorText)}");
    }

    /// <summary>Starts the installed server.</summary>
    public Task<SandboxProcess> RunAsync(IReadOnlyList<string> command, IReadOnlyDictionary<string, string> readOnly, IReadOnlyDictionary<string, string> environment) =>
        Sandbox.StartAsync(
            new SandboxSpec
            {
                Command = command,
                ReadOnly = new Dictionary<string, string>(readOnly) { [PackageFolder] = Sandboxing.Sandbox.PackageFolder },
                Environment = environment,
                Limits = Options.Limits,
                WorkFolder = Folder,
                User = User,
            },
            Name);

    /// <summary>A fault for a package that can't be installed.</summary>
    public static InspectionFaultException Failed(string why) => new(new InspectionFault(Outcome.InstallFailed, $"The package was not run: {why}"));

    /// <summary>A fault for a runtime that is not here.</summary>
    public static InspectionFaultException Missing(string runtime, string why) =>
        new(new InspectionFault(Outcome.RuntimeUnavailable, $"The package was not run: {runtime} {why}."));

    /// <summary>The last lines of a program's standard error, as one sentence.</summary>
    public static string LastWords(string errors)
    {
        var lines = errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return lines.Length == 0 ? "it said nothing." : Plain.Sentence(string.Join(" / ", lines.TakeLast(4)), 300);
    }

    private async Task<int> RunAsync(SandboxProcess process, InspectionGuard guard)
    {
        process.Input.Close();
        _ = process.Output.CopyToAsync(Stream.Null, CancellationToken.None);
        for (var pause = TimeSpan.FromMilliseconds(500); ; pause = pause < LongestPause ? pause * 1.5 : LongestPause)
        {
            try
            {
                if (await process.WaitAsync(pause, guard.Token).ConfigureAwait(false) is { } code) return code;
            }
            catch (OperationCanceledException) when (guard.TimeIsUp)
            {
                throw Failed($"the installation did not end within {guard.Time.TotalSeconds:0.#} seconds.");
            }
            if (FolderSize.Exceeds(PackageFolder, guard.Limits.MaxInstallBytes)) throw Failed($"the installation takes more than {guard.Limits.MaxInstallBytes:N0} bytes on disk.");
        }
    }
}
