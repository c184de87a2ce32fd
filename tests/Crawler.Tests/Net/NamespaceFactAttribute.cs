using System.ComponentModel;
using System.Diagnostics;

namespace Catalogue.Crawler.Tests.Net;

/// <summary>A test that needs a network of its own and its own name server: bubblewrap, <c>ip</c>, and a kernel that lets them. Skipped, and counted as skipped, elsewhere.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NamespaceFactAttribute : FactAttribute
{
    private static readonly string[] Replaced = ["resolv.conf", "nsswitch.conf"];
    private static readonly Lazy<string?> Missing = new(Try);

    public NamespaceFactAttribute() => Skip = Missing.Value;

    /// <summary>A shell command in a network of its own, as its root, with the resolver's files replaced by those of a folder.</summary>
    internal static ProcessStartInfo Within(string folder, string command, string argument)
    {
        List<string> arguments = ["--unshare-user", "--uid", "0", "--gid", "0", "--unshare-net", "--cap-add", "ALL", "--die-with-parent", "--dev-bind", "/", "/"];
        // A link, as systemd's resolver makes of it, is replaced where it leads.
        foreach (var file in Replaced) arguments.AddRange(["--ro-bind", Path.Combine(folder, file), File.ResolveLinkTarget($"/etc/{file}", returnFinalTarget: true)?.FullName ?? $"/etc/{file}"]);
        arguments.AddRange(["--setenv", "PATH", $"{Environment.GetEnvironmentVariable("PATH")}:/usr/sbin:/sbin", "--", "/bin/sh", "-c", command, argument]);
        return new ProcessStartInfo("bwrap", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
    }

    private static string? Try()
    {
        if (Replaced.FirstOrDefault(file => !File.Exists($"/etc/{file}")) is { } absent) return $"There is no /etc/{absent} to put another in the place of: names are not looked up by a real name server.";
        try
        {
            using var process = Process.Start(Within("/etc", "ip link set lo up && ip route add local 8.8.8.8/32 dev lo", ""))!;
            var complaint = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? null : $"No network of its own can be made here, so names are not looked up by a real name server: {complaint.Trim()}";
        }
        catch (Win32Exception)
        {
            return "bubblewrap is not installed: names are not looked up by a real name server.";
        }
    }
}
