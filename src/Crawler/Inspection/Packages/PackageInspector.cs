using Catalogue.Crawler.Inspection.Sandboxing;
using Catalogue.Crawler.Inspection.Wire;
using Catalogue.Crawler.Model;
using ModelContextProtocol.Protocol;

namespace Catalogue.Crawler.Inspection.Packages;

/// <summary>Installs packages, runs them in the sandbox, asks them over stdio, and removes everything again.</summary>
internal sealed class PackageInspector : IAsyncDisposable
{
    private readonly InspectionOptions _options;
    private readonly TimeProvider _clock;
    private readonly Dictionary<string, IPackageRuntime> _runtimes;
    private readonly SemaphoreSlim _places;
    private readonly SemaphoreSlim _opening = new(1, 1);
    private WorkFolder? _work;
    private Sandbox? _sandbox;
    private int _count;

    public PackageInspector(InspectionOptions options, TimeProvider clock)
        : this(options, clock, [new NpmRuntime(options), new PyPiRuntime(options), new NuGetRuntime(options), new OciRuntime(options)])
    {
    }

    public PackageInspector(InspectionOptions options, TimeProvider clock, IReadOnlyList<IPackageRuntime> runtimes)
    {
        _options = options;
        _clock = clock;
        _places = new SemaphoreSlim(options.PackagesAtOnce);
        _runtimes = runtimes.ToDictionary(r => r.PackageType, StringComparer.OrdinalIgnoreCase);
    }

    // What these are, and what it would take to run them.
    private static readonly Dictionary<string, string> NotRun = new(StringComparer.OrdinalIgnoreCase)
    {
        ["mcpb"] = "MCP bundles (mcpb) name a file on the Web that is run as it is; this catalogue runs packages of registries alone",
        ["cargo"] = "cargo compiles a package, which runs its build scripts; this catalogue runs nothing while it installs",
    };

    /// <summary><c>npm:name@version</c>.</summary>
    public static string Describe(Endpoint endpoint) =>
        $"{endpoint.PackageType}:{endpoint.PackageName}{(endpoint.PackageVersion is null ? "" : "@" + endpoint.PackageVersion)}";

    /// <summary>Asks one package.</summary>
    public async Task<InspectionResult> InspectAsync(InspectionTarget target, CancellationToken cancellationToken)
    {
        var endpoint = target.Endpoint;
        if (!_runtimes.TryGetValue(endpoint.PackageType ?? "", out var runtime)) return Results.Of(NoRuntime(endpoint.PackageType ?? ""));
        await _places.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var number = Interlocked.Increment(ref _count);
            var sandbox = await OpenAsync(cancellationToken).ConfigureAwait(false);
            var folder = _work!.Next();
            try
            {
                var workshop = new Workshop(sandbox, _options, folder, $"{_work.Name}-{number}", Sandbox.UserFor(number));
                var settings = Placeholders.For(endpoint.Settings);
                var process = await runtime.StartAsync(endpoint, settings, workshop, cancellationToken).ConfigureAwait(false);
                await using (process.ConfigureAwait(false)) return await AskAsync(process, [.. settings.Keys], cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                await Task.Run(() => WorkFolder.Remove(folder), CancellationToken.None).ConfigureAwait(false);
            }
        }
        catch (InspectionFaultException problem)
        {
            return Results.Of(problem.Fault);
        }
        finally
        {
            _places.Release();
        }
    }

    private static InspectionFault NoRuntime(string type) => new(
        Outcome.RuntimeUnavailable,
        $"The package was not run: {(NotRun.TryGetValue(type, out var why) ? why : $"there is no way to run packages of the type '{Plain.Sentence(type, 40)}'")}.");

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _work?.Dispose();
        _places.Dispose();
        _opening.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<InspectionResult> AskAsync(SandboxProcess process, IReadOnlyList<string> placeholders, CancellationToken cancellationToken)
    {
        using var guard = new InspectionGuard(_options.Limits, _options.Limits.PackageTime, _clock, cancellationToken);
        process.ErrorFlood = () => guard.Fail(Outcome.TooLarge, $"The server wrote more than {_options.Limits.MaxErrorBytes:N0} bytes to its standard error.");
        // A write to a program that reads nothing blocks beyond the reach of tokens; the end of the program frees it.
        using var killing = guard.Token.Register(process.Kill);
        var tap = new MessageTap(guard);
        try
        {
            var transport = new StreamClientTransport(process.Input, new LineTapStream(process.Output, tap, guard));
            return await new Conversation(guard, tap, _clock, guard.Limits.ProbeTime).HoldAsync(transport).ConfigureAwait(false);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception problem)
        {
            var fault = await ExplainAsync(problem, process, guard).ConfigureAwait(false);
            return Results.Of(placeholders.Count == 0 || fault.Outcome is not (Outcome.Exited or Outcome.ProtocolError or Outcome.TimedOut) ? fault : MissingSettings(fault, placeholders), tap.NamedVersion);
        }
    }

    private static async Task<InspectionFault> ExplainAsync(Exception problem, SandboxProcess process, InspectionGuard guard)
    {
        if (process.RanOutOfMemory) return new InspectionFault(Outcome.Exited, $"The server was ended for using more than {guard.Limits.MaxMemoryBytes:N0} bytes of memory.");
        if (guard.Fault is not null || guard.Token.IsCancellationRequested) return FaultReader.Read(problem, guard);
        var code = await process.WaitAsync(TimeSpan.FromMilliseconds(500)).ConfigureAwait(false);
        if (code is null) return FaultReader.Read(problem, guard);
        var fewProcesses = process.RanOutOfProcesses ? $" after reaching {guard.Limits.MaxProcesses} processes and threads" : "";
        return new InspectionFault(Outcome.Exited, $"The server ended{fewProcesses} before it listed its tools (code {code}): {Workshop.LastWords(process.ErrorText)}");
    }

    private static InspectionFault MissingSettings(InspectionFault fault, IReadOnlyList<string> placeholders) =>
        new(Outcome.SettingsRequired, $"With placeholders for {Plain.Sentence(string.Join(", ", placeholders), 160)} it did not list its tools. {fault.Reason}");

    private async Task<Sandbox> OpenAsync(CancellationToken cancellationToken)
    {
        await _opening.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            _work ??= await WorkFolder.OpenAsync(_options.WorkFolder).ConfigureAwait(false);
            return _sandbox ??= await Sandbox.OpenAsync(_options, _work).ConfigureAwait(false);
        }
        finally
        {
            _opening.Release();
        }
    }
}
