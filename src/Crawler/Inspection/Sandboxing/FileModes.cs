namespace Catalogue.Crawler.Inspection.Sandboxing;

/// <summary>Unix file modes; packages are run on Linux alone.</summary>
internal static class FileModes
{
    private const UnixFileMode Ours = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Makes a folder that nobody else can enter.</summary>
    public static void CreateClosed(string folder)
    {
        if (OperatingSystem.IsWindows()) throw new PlatformNotSupportedException();
        Directory.CreateDirectory(folder, Ours);
    }

    /// <summary>Closes a folder to everybody else; fails when it is somebody else's.</summary>
    public static void Close(string folder)
    {
        if (OperatingSystem.IsWindows()) throw new PlatformNotSupportedException();
        File.SetUnixFileMode(folder, Ours);
    }

    /// <summary>Lets everybody who gets as far as the folder write in it.</summary>
    public static void Open(string folder)
    {
        if (OperatingSystem.IsWindows()) throw new PlatformNotSupportedException();
        File.SetUnixFileMode(folder, (UnixFileMode)0b111_111_111);
    }

    /// <summary>True when its owner may run the file.</summary>
    public static bool IsProgram(string file) =>
        !OperatingSystem.IsWindows() && File.Exists(file) && (File.GetUnixFileMode(file) & UnixFileMode.UserExecute) != 0;
}
