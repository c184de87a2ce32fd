using System.Runtime.InteropServices;

namespace Catalogue.Crawler.Inspection.Sandboxing;

/// <summary>The few system calls that .NET has no name for.</summary>
internal static class Native
{
    /// <summary>SIGKILL.</summary>
    public const int KillSignal = 9;

    /// <summary>Our own user; 0 is root.</summary>
    [DllImport("libc", EntryPoint = "geteuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern uint EffectiveUser();

    /// <summary>Sends a signal.</summary>
    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int Kill(int process, int signal);

    /// <summary>Removes an empty folder (or a control group).</summary>
    [DllImport("libc", EntryPoint = "rmdir", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int RemoveDirectory(string path);
}
