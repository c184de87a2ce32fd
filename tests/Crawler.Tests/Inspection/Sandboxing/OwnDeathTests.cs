using System.Diagnostics;
using Catalogue.Crawler.Inspection.Sandboxing;

namespace Catalogue.Crawler.Tests.Inspection.Sandboxing;

/// <summary>What is left when our own program is killed in the middle of an inspection.</summary>
public sealed class OwnDeathTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task The_sandbox_dies_with_us_and_the_next_start_sweeps_what_is_left()
    {
        var marker = SandboxTests.Marker();
        var folder = Directory.CreateTempSubdirectory("death").FullName;
        using var victim = Process.Start(new ProcessStartInfo("dotnet", ["exec", typeof(OwnDeathTests).Assembly.Location, "inspect-until-killed", folder, marker]) { RedirectStandardError = true })!;
        await Until(() => SandboxTests.Running("sleep " + marker).Count >= 2, () => victim.HasExited ? victim.StandardError.ReadToEnd() : "the server did not start");

        victim.Kill();
        await victim.WaitForExitAsync();

        await Until(() => SandboxTests.Running(marker).Count == 0, () => "processes of the sandbox live on");
        Directory.EnumerateDirectories(folder).ShouldHaveSingleItem();
        // The kernel takes the lock of the dead back a moment after their end.
        await Until(() => SweptBy(folder), () => "what the dead left is not swept");
        Directory.EnumerateDirectories(folder).ShouldBeEmpty();
        Directory.Delete(folder);
    }

    [Fact]
    public async Task What_a_living_program_uses_is_not_swept()
    {
        var folder = Directory.CreateTempSubdirectory("life").FullName;
        using var first = await WorkFolder.OpenAsync(folder);
        first.Next();

        using (await WorkFolder.OpenAsync(folder)) Directory.EnumerateDirectories(folder).Count().ShouldBe(2);

        Directory.Exists(first.Path).ShouldBeTrue();
    }

    [Fact]
    public void A_folder_that_lets_nobody_in_is_removed_too()
    {
        var folder = Directory.CreateTempSubdirectory("closed").FullName;
        var inner = Directory.CreateDirectory(Path.Combine(folder, "a", "b")).FullName;
        File.WriteAllText(Path.Combine(inner, "file"), "x");
        File.CreateSymbolicLink(Path.Combine(inner, "link"), "/usr");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(inner, UnixFileMode.None);

        WorkFolder.Remove(folder);

        Directory.Exists(folder).ShouldBeFalse();
        Directory.Exists("/usr").ShouldBeTrue();
    }

    private static bool SweptBy(string folder)
    {
        using var work = WorkFolder.OpenAsync(folder).GetAwaiter().GetResult();
        return Directory.EnumerateDirectories(folder).SequenceEqual([work.Path]);
    }

    internal static async Task Until(Func<bool> holds, Func<string> complaint)
    {
        var watch = Stopwatch.StartNew();
        while (!holds())
        {
            if (watch.Elapsed > Patience) throw new TimeoutException(complaint());
            await Task.Delay(50);
        }
    }
}
