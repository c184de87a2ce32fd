using System.ComponentModel;
using System.Diagnostics;

namespace Catalogue.Crawler.Inspection.Packages;

/// <summary>Runs this machine's own programs (never a stranger's), to ask them something.</summary>
internal static class Command
{
    /// <summary>Runs a program to its end.</summary>
    /// <param name="program">Its full path.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="searchPath">The folders in which it finds others.</param>
    /// <param name="time">Time allowed.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Its exit code (-1 when it did not start or end in time), standard output and standard error.</returns>
    public static async Task<CommandResult> RunAsync(
        string program, IEnumerable<string> arguments, IReadOnlyList<string> searchPath, TimeSpan time, CancellationToken cancellationToken)
    {
        var info = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, WorkingDirectory = "/" };
        foreach (var argument in arguments) info.ArgumentList.Add(argument);
        info.Environment["PATH"] = string.Join(':', searchPath);
        try
        {
            using var process = Process.Start(info)!;
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
            try
            {
                await process.WaitForExitAsync(cancellationToken).WaitAsync(time, cancellationToken).ConfigureAwait(false);
                return new CommandResult(process.ExitCode, (await output.ConfigureAwait(false)).Trim(), (await errors.ConfigureAwait(false)).Trim());
            }
            catch (Exception problem) when (problem is TimeoutException or OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                cancellationToken.ThrowIfCancellationRequested();
                return new CommandResult(-1, "", $"no answer within {time.TotalSeconds:0} seconds");
            }
        }
        catch (Win32Exception problem)
        {
            return new CommandResult(-1, "", problem.Message);
        }
    }
}

/// <summary>How a program ended, and what it said.</summary>
/// <param name="Code">Its exit code, or -1.</param>
/// <param name="Output">Standard output, trimmed.</param>
/// <param name="Errors">Standard error, trimmed.</param>
internal sealed record CommandResult(int Code, string Output, string Errors);
