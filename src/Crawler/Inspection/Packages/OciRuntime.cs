using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Catalogue.Crawler.Inspection.Sandboxing;
using Catalogue.Crawler.Model;

namespace Catalogue.Crawler.Inspection.Packages;

/// <summary>
/// Container images: pulled and run by podman or docker, whose container is the sandbox: no network, read-only, no
/// capabilities, a user that owns nothing, capped memory and processes. The image is removed again unless it was here before.
/// </summary>
internal sealed partial class OciRuntime(InspectionOptions options) : IPackageRuntime
{
    private static readonly TimeSpan AskingTime = TimeSpan.FromSeconds(20);
    private readonly Lazy<Task<string>> _engine = new(() => FindAsync(options));

    /// <inheritdoc/>
    public string PackageType => "oci";

    private string Label => $"catalogue.work={options.WorkFolder}";

    /// <inheritdoc/>
    public async Task<SandboxProcess> StartAsync(Endpoint endpoint, IReadOnlyDictionary<string, string> settings, Workshop workshop, CancellationToken cancellationToken)
    {
        var image = Image(endpoint);
        var engine = await _engine.Value.ConfigureAwait(false);
        var wasHere = (await AskAsync(engine, ["image", "inspect", "--format", "{{.Id}}", image], AskingTime, cancellationToken).ConfigureAwait(false)).Code == 0;
        try
        {
            if (!wasHere) await PullAsync(engine, image, cancellationToken).ConfigureAwait(false);
            var info = new ProcessStartInfo(engine) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" };
            foreach (var argument in Run(image, endpoint, settings, workshop)) info.ArgumentList.Add(argument);
            return new SandboxProcess(await ProcessStarter.StartAsync(info).ConfigureAwait(false), null, options.Limits) { Removal = () => RemoveAsync(engine, image, wasHere, workshop.Name) };
        }
        catch
        {
            await RemoveAsync(engine, image, wasHere, workshop.Name).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>The image's full name.</summary>
    internal static string Image(Endpoint endpoint)
    {
        var name = endpoint.PackageName ?? "";
        var last = name[(name.LastIndexOf('/') + 1)..];
        var image = endpoint.PackageVersion is { } version && !last.Contains(':', StringComparison.Ordinal) && !last.Contains('@', StringComparison.Ordinal)
            ? version.StartsWith("sha256:", StringComparison.Ordinal) ? $"{name}@{version}" : $"{name}:{version}"
            : name;
        return ImagePattern().IsMatch(image) ? image : throw Workshop.Failed($"'{Plain.Sentence(image, 120)}' is not a name of a container image.");
    }

    private IEnumerable<string> Run(string image, Endpoint endpoint, IReadOnlyDictionary<string, string> settings, Workshop workshop)
    {
        var limits = options.Limits;
        var size = limits.MaxTemporaryBytes.ToString(CultureInfo.InvariantCulture);
        var user = workshop.User.ToString(CultureInfo.InvariantCulture);
        List<string> arguments =
        [
            "run", "--rm", "--interactive", "--name", workshop.Name, "--label", Label, "--pull", "never", "--network", "none", "--read-only", "--cap-drop", "ALL",
            "--security-opt", "no-new-privileges", "--user", $"{user}:{user}", "--memory", limits.MaxMemoryBytes.ToString(CultureInfo.InvariantCulture),
            "--pids-limit", limits.MaxProcesses.ToString(CultureInfo.InvariantCulture), "--tmpfs", $"/tmp:size={size},mode=1777", "--env", "HOME=/tmp", "--log-driver", "none",
        ];
        foreach (var (name, value) in settings) arguments.AddRange(["--env", $"{name}={value}"]);
        return [.. arguments, image, .. endpoint.Arguments];
    }

    private async Task PullAsync(string engine, string image, CancellationToken cancellationToken)
    {
        var pulled = await AskAsync(engine, ["pull", "--quiet", image], options.Limits.InstallTime, cancellationToken).ConfigureAwait(false);
        if (pulled.Code != 0) throw Workshop.Failed($"the image could not be pulled: {Workshop.LastWords(pulled.Errors)}");
        var size = await AskAsync(engine, ["image", "inspect", "--format", "{{.Size}}", image], AskingTime, cancellationToken).ConfigureAwait(false);
        if (long.TryParse(size.Output, CultureInfo.InvariantCulture, out var bytes) && bytes > options.Limits.MaxInstallBytes * 4)
            throw Workshop.Failed($"the image takes {bytes:N0} bytes on disk, which is more than {options.Limits.MaxInstallBytes * 4:N0}.");
    }

    private async Task RemoveAsync(string engine, string image, bool wasHere, string container)
    {
        await AskAsync(engine, ["rm", "--force", container], AskingTime, CancellationToken.None).ConfigureAwait(false);
        if (!wasHere) await AskAsync(engine, ["image", "rm", image], AskingTime, CancellationToken.None).ConfigureAwait(false);
    }

    private Task<CommandResult> AskAsync(string engine, IEnumerable<string> arguments, TimeSpan time, CancellationToken cancellationToken) =>
        Command.RunAsync(engine, arguments, options.SearchPath, time, cancellationToken);

    // Containers of programs that were killed: their names begin with a session whose folder has been swept.
    private static async Task SweepAsync(string engine, InspectionOptions options)
    {
        var listed = await Command.RunAsync(
            engine, ["ps", "--all", "--filter", $"label=catalogue.work={options.WorkFolder}", "--format", "{{.Names}}"], options.SearchPath, AskingTime, CancellationToken.None).ConfigureAwait(false);
        foreach (var name in listed.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var session = name[..Math.Max(0, name.LastIndexOf('-'))];
            if (session.StartsWith("catalogue-", StringComparison.Ordinal) && !Directory.Exists(Path.Combine(options.WorkFolder, session)))
                await Command.RunAsync(engine, ["rm", "--force", name], options.SearchPath, AskingTime, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private static async Task<string> FindAsync(InspectionOptions options)
    {
        var complaint = "is not installed";
        foreach (var engine in new[] { "podman", "docker" })
        {
            if (Programs.Find(engine, options.SearchPath) is not { } program) continue;
            var answer = await Command.RunAsync(program, ["version", "--format", "{{.Server.Version}}"], options.SearchPath, AskingTime, CancellationToken.None).ConfigureAwait(false);
            if (answer.Code == 0)
            {
                await SweepAsync(program, options).ConfigureAwait(false);
                return program;
            }
            complaint = $"is installed ({engine}), but does not work: {Workshop.LastWords(answer.Errors)}".TrimEnd('.');
        }
        throw Workshop.Missing("A container engine (podman or docker)", complaint);
    }

    [GeneratedRegex(@"^(?=.{1,255}\z)[a-z0-9]([a-z0-9.:/_-]*[a-z0-9])?(:[A-Za-z0-9_][A-Za-z0-9._-]{0,127})?(@sha256:[0-9a-f]{64})?\z", RegexOptions.None, 100)]
    private static partial Regex ImagePattern();
}
