using System.Diagnostics;
using System.Globalization;

namespace Catalogue.Benchmarks;

/// <summary>A program that was run: seconds by the clock and of all processors.</summary>
internal sealed class Measured : IDisposable
{
    private readonly Process _process;
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly Task<string> _errors;

    private Measured(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Seconds by the clock.</summary>
    public double Wall { get; private set; }

    /// <summary>Seconds of processors; NaN where the system can't tell.</summary>
    public double Processor { get; private set; } = double.NaN;

    /// <summary>Whether a program is on the PATH.</summary>
    public static bool Has(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Append("/usr/sbin").Any(folder => File.Exists(Path.Combine(folder, program)));

    /// <summary>Starts a program; the shell that starts it tells its processor time at the end.</summary>
    public static Measured Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo("bash", ["-c", "TIMEFORMAT='%U %S'; time \"$@\"", "bash", program, .. arguments]) { RedirectStandardError = true, RedirectStandardOutput = true };
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        return new Measured(process);
    }

    /// <summary>Waits for its end.</summary>
    /// <exception cref="InvalidOperationException">It failed: says how.</exception>
    public async Task<Measured> EndAsync()
    {
        await _process.WaitForExitAsync();
        Wall = _watch.Elapsed.TotalSeconds;
        var errors = (await _errors).TrimEnd();
        if (_process.ExitCode != 0) throw new InvalidOperationException(errors);
        var last = errors.Split('\n')[^1].Split(' ');
        Processor = last.Sum(part => double.Parse(part, CultureInfo.InvariantCulture));
        return this;
    }

    public void Dispose() => _process.Dispose();
}
