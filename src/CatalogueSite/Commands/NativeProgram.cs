using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Catalogue.Site.Commands;

/// <summary>
/// The program that is published as <c>catalogue</c>: <c>assess</c> compiled ahead of time, which starts in a few milliseconds and
/// needs no compiling while it runs. All else (web server, database drivers, page templates) cannot be compiled so; for those commands
/// the process becomes the full program, which lies beside it.
/// </summary>
public static partial class NativeProgram
{
    /// <summary>The full program's name beside this one.</summary>
    public const string FullName = "catalogue-full";

    private const int SigPipe = 13;

    /// <summary>Whether this is the native program: decided when it is compiled (see CatalogueSite.csproj), so that what it leaves out is not in it.</summary>
    [FeatureSwitchDefinition("Catalogue.NativeProgram")]
    public static bool IsThis => AppContext.TryGetSwitch("Catalogue.NativeProgram", out var on) && on;

    /// <summary>Turns this process into the full program: same process, arguments, environment and streams.</summary>
    /// <returns>An exit code, where there is no full program.</returns>
    public static int BecomeFull(string[] arguments)
    {
        var path = Path.Combine(AppContext.BaseDirectory, FullName);
        // The runtime ignores the signal of a broken pipe, and what is ignored would stay so.
        _ = Signal(SigPipe, 0);
        _ = Execute(path, [path, .. arguments, null]);
        var reason = Marshal.GetLastPInvokeErrorMessage();
        Console.Error.WriteLine($"catalogue: {path} cannot be started: {reason}. This program knows assess alone and hands all other commands to that one: publish both with 'dotnet publish src/CatalogueSite -c Release -r RUNTIME'.");
        return CommandErrors.Usage;
    }

    [LibraryImport("libc", EntryPoint = "execv", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Execute(string path, string?[] arguments);

    [LibraryImport("libc", EntryPoint = "signal")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint Signal(int signal, nint handler);
}
