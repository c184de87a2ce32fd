using Catalogue.Crawler.Inspection;
using Catalogue.Crawler.Model;

namespace Catalogue.Crawler.Tests.Inspection.Packages;

/// <summary>Every hostile server over stdio ends in its outcome, within its time, and leaves nothing.</summary>
public sealed class StdioZooTests : ZooInspection
{
    internal static readonly InspectionLimits Small = HttpZooTests.Small with
    {
        PackageTime = TimeSpan.FromSeconds(60),
        MaxErrorBytes = 256 * 1024,
        MaxMemoryBytes = 256 * 1024 * 1024,
        MaxTemporaryBytes = 4 * 1024 * 1024,
        MaxProcesses = 64,
        MaxProcessorTime = TimeSpan.FromSeconds(20),
    };

    /// <summary>For servers whose outcome is that time runs out.</summary>
    internal static readonly InspectionLimits Hasty = Small with { PackageTime = TimeSpan.FromSeconds(5), ProbeTime = TimeSpan.FromSeconds(1) };

    [Theory]
    [InlineData("honest", Outcome.Observed, null)]
    [InlineData("banner", Outcome.Observed, null)]
    [InlineData("ignores-discover", Outcome.Observed, null)]
    [InlineData("garbage", Outcome.ProtocolError, "garbage")]
    [InlineData("exits-at-once", Outcome.Exited, "code 3): Error: ZOO_KEY is missing")]
    [InlineData("exits-in-the-middle", Outcome.Exited, "code 0")]
    [InlineData("silent", Outcome.TimedOut, "5 seconds")]
    [InlineData("closes-output", Outcome.TimedOut, "5 seconds")]
    [InlineData("endless-line", Outcome.TooLarge, "a message of more than")]
    [InlineData("endless-errors", Outcome.TooLarge, "standard error")]
    [InlineData("endless-notifications", Outcome.ProtocolError, "messages that answer nothing")]
    [InlineData("endless-questions", Outcome.ProtocolError, "messages that answer nothing")]
    [InlineData("endless-cursor", Outcome.Partial, "did not end within 20 pages")]
    [InlineData("many-tools", Outcome.TooLarge, "a message of more than")]
    [InlineData("wrong-ids", Outcome.ProtocolError, "4711")]
    [InlineData("deep", Outcome.TooLarge, "64 levels")]
    [InlineData("bad-utf8", Outcome.ProtocolError, "UTF-8")]
    [InlineData("future", Outcome.ProtocolError, "2099-01-01")]
    public async Task A_server_of_the_zoo_ends_in_its_outcome(string behaviour, Outcome outcome, string? reason)
    {
        await using var inspector = ZooRuntime.Inspector(Options with { Limits = Limits(behaviour) });

        var result = await inspector.InspectAsync(ZooRuntime.Target(behaviour), CancellationToken.None);

        result.Observation.Outcome.ShouldBe(outcome, result.Observation.Reason);
        if (reason is null) result.Observation.Reason.ShouldBeNull();
        else result.Observation.Reason.ShouldNotBeNull().ShouldContain(reason);
        result.Observation.Reason?.Any(char.IsControl).ShouldBeFalse();
        if (outcome is not (Outcome.Observed or Outcome.Partial)) result.Tools.ShouldBeEmpty();
        Left().ShouldBeEmpty();
    }

    [Fact]
    public async Task What_an_older_server_says_of_itself_is_kept()
    {
        var result = await Inspector.InspectAsync(ZooRuntime.Target("honest", "argument"), CancellationToken.None);

        result.Tools.Select(t => t.Name).ShouldBe(["feed", "clean", "argument"]);
        result.Observation.ProtocolVersion.ShouldBe("2025-06-18");
        result.Observation.ServerTitle.ShouldBe("The zoo");
        result.Observation.ServerVersion.ShouldBe("1.2");
    }

    [Fact]
    public async Task Required_settings_get_placeholders_and_nothing_of_our_environment_comes_along()
    {
        var target = ZooRuntime.Target("environment");
        target = target with { Endpoint = target.Endpoint with { Settings = [new EndpointSetting("ZOO_KEY", true, true), new EndpointSetting("ZOO_PORT", true, false, Format: "number"), new EndpointSetting("OPTIONAL", false, false), new EndpointSetting("LD_PRELOAD", true, false)] } };

        var result = await Inspector.InspectAsync(target, CancellationToken.None);

        var variables = result.Tools.Select(t => t.Name).ToList();
        variables.ShouldContain("ZOO_KEY=placeholder-for-inspection");
        variables.ShouldContain("ZOO_PORT=1");
        variables.Select(v => v.Split('=')[0]).Order().ShouldBe(["HOME", "LANG", "NO_COLOR", "NO_UPDATE_NOTIFIER", "PATH", "PWD", "TMPDIR", "USER", "ZOO_KEY", "ZOO_PORT"]);
    }

    [Fact]
    public async Task A_server_that_fails_with_placeholders_needs_settings()
    {
        var target = ZooRuntime.Target("exits-at-once");
        target = target with { Endpoint = target.Endpoint with { Settings = [new EndpointSetting("ZOO_KEY", true, true)] } };

        var result = await Inspector.InspectAsync(target, CancellationToken.None);

        result.Observation.Outcome.ShouldBe(Outcome.SettingsRequired);
        result.Observation.Reason.ShouldNotBeNull().ShouldContain("placeholders for ZOO_KEY");
    }

    [Theory]
    [InlineData("mcpb", "MCP bundles")]
    [InlineData("cargo", "build scripts")]
    [InlineData("floppy\u001b[2J", "'floppy [2J'")]
    public async Task A_type_of_package_that_is_not_run_says_why(string type, string why)
    {
        var endpoint = new Endpoint { Kind = EndpointKind.Package, PackageType = type, PackageName = "x" };

        var result = await Inspector.InspectAsync(new InspectionTarget("x", endpoint), CancellationToken.None);

        result.Observation.Outcome.ShouldBe(Outcome.RuntimeUnavailable);
        result.Observation.Reason.ShouldNotBeNull().ShouldContain(why);
    }

    private static InspectionLimits Limits(string behaviour) => behaviour switch
    {
        "silent" or "closes-output" => Hasty,
        "ignores-discover" => Small with { ProbeTime = Hasty.ProbeTime },
        _ => Small,
    };

    // Folders of inspections and control groups of these inspectors.
    private List<string> Left()
    {
        var sessions = Directory.GetDirectories(Options.WorkFolder);
        sessions.ShouldNotBeEmpty();
        var deep = new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 3, IgnoreInaccessible = true };
        var groups = Directory.Exists("/sys/fs/cgroup")
            ? sessions.SelectMany(session => Directory.EnumerateDirectories("/sys/fs/cgroup", Path.GetFileName(session) + "*", deep))
            : [];
        return [.. sessions.SelectMany(Directory.EnumerateDirectories), .. groups];
    }
}
