using System.Diagnostics;
using System.Globalization;

namespace Catalogue.TestSupport.Crawls;

/// <summary>The program itself, as a process of its own: to be measured, and to be killed.</summary>
public sealed class CatalogueProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _errors;
    private readonly Stopwatch _watch = Stopwatch.StartNew();

    private CatalogueProcess(Process process)
    {
        _process = process;
        _output = process.StandardOutput.ReadToEndAsync();
        _errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Starts <c>catalogue</c> from the folder of the running tests, or the one that <c>CATALOGUE_PROGRAM</c> names (a published one starts faster).</summary>
    /// <param name="database">A value for <c>CATALOGUE_DATABASE</c>, or null.</param>
    /// <param name="arguments">The arguments.</param>
    public static CatalogueProcess Start(string? database, params string[] arguments) =>
        StartProgram(database, [Program, .. arguments]);

    /// <summary>Starts <c>catalogue</c> through another program, such as one that makes it a small disk.</summary>
    /// <param name="wrapper">The program and its arguments; those of <c>catalogue</c> follow.</param>
    /// <param name="arguments">The arguments of <c>catalogue</c>.</param>
    public static CatalogueProcess StartWithin(string[] wrapper, params string[] arguments) => Begin(null, wrapper[0], [.. wrapper[1..], "dotnet", Program, .. arguments]);

    /// <summary>Starts any .NET program.</summary>
    public static CatalogueProcess StartProgram(string? database, params string[] arguments)
    {
        // GNU time tells the greatest memory, which the process itself cannot be asked for once it has ended.
        var measured = File.Exists("/usr/bin/time");
        return measured ? Begin(database, "/usr/bin/time", ["-f", "%U %S %M", "dotnet", .. arguments]) : Begin(database, "dotnet", arguments);
    }

    /// <summary>The full program, to be run by <c>dotnet</c>; <c>CATALOGUE_PROGRAM</c> may name <c>catalogue</c> or <c>catalogue.dll</c> of a published folder.</summary>
    public static string Program => Environment.GetEnvironmentVariable("CATALOGUE_PROGRAM") is { Length: > 0 } program ? Path.ChangeExtension(program, ".dll") : Path.Combine(AppContext.BaseDirectory, "catalogue.dll");

    private static CatalogueProcess Begin(string? database, string file, string[] arguments)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["CATALOGUE_DATABASE"] = database ?? "";
        return new CatalogueProcess(Process.Start(start)!);
    }

    /// <summary>The process's number: the program's own when it was started within a wrapper that gives way to it, such as <c>nice</c>.</summary>
    public int Id => _process.Id;

    /// <summary>Kills the program at once, as <c>kill -9</c> does.</summary>
    public void Kill() => _process.Kill(entireProcessTree: true);

    /// <summary>Waits for the end.</summary>
    public async Task<CatalogueRun> EndAsync(TimeSpan patience)
    {
        using var limit = new CancellationTokenSource(patience);
        await _process.WaitForExitAsync(limit.Token);
        var (output, errors) = (await _output, await _errors);
        var last = errors.TrimEnd().Split('\n')[^1].Split(' ');
        var measured = last.Length == 3 && double.TryParse(last[0], CultureInfo.InvariantCulture, out _);
        return new CatalogueRun(
            _process.ExitCode,
            output,
            errors,
            _watch.Elapsed,
            measured ? double.Parse(last[0], CultureInfo.InvariantCulture) + double.Parse(last[1], CultureInfo.InvariantCulture) : 0,
            measured ? int.Parse(last[2], CultureInfo.InvariantCulture) / 1024 : 0);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_process.HasExited) Kill();
        _process.Dispose();
    }
}

/// <summary>How a run of the program ended.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Errors">Standard error.</param>
/// <param name="Wall">How long it took.</param>
/// <param name="Processor">Seconds of processor.</param>
/// <param name="Megabytes">The greatest memory.</param>
public sealed record CatalogueRun(int ExitCode, string Output, string Errors, TimeSpan Wall, double Processor, int Megabytes);
