namespace Catalogue.Crawler.Tests.Inspection.Packages;

/// <summary>A test that installs with pip; skipped, and counted as skipped, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PythonFactAttribute : FactAttribute
{
    private static readonly Lazy<bool> IsHere = new(() =>
    {
        try
        {
            using var process = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("python3", ["-m", "pip", "--version"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    });

    /// <summary>Marks the test.</summary>
    public PythonFactAttribute()
    {
        if (!IsHere.Value) Skip = "Python's pip is not here: apt-get install python3-pip.";
    }
}
