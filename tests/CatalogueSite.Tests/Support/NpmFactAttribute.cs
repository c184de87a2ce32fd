using System.Diagnostics;

namespace Catalogue.Site.Tests.Support;

/// <summary>A test that installs pinned packages from npm when it runs; skipped, and counted as skipped, without npm or network.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NpmFactAttribute : FactAttribute
{
    private static readonly Lazy<string?> Missing = new(Ask);

    public NpmFactAttribute() => Skip = Missing.Value;

    private static string? Ask()
    {
        try
        {
            using var npm = Process.Start(new ProcessStartInfo("npm", ["ping", "--fetch-retries=0", "--fetch-timeout=10000"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            npm.OutputDataReceived += (_, _) => { };
            npm.ErrorDataReceived += (_, _) => { };
            npm.BeginOutputReadLine();
            npm.BeginErrorReadLine();
            if (npm.WaitForExit(TimeSpan.FromMinutes(1)) && npm.ExitCode == 0) return null;
            if (!npm.HasExited) npm.Kill(entireProcessTree: true);
            return "npm's registry can't be reached from here: the products' own packages can't be installed.";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "npm is not installed.";
        }
    }
}
