using Catalogue.Crawler.Inspection;
using Catalogue.Crawler.Inspection.Packages;
using Catalogue.Crawler.Model;
using Catalogue.TestSupport.Zoo;

namespace Catalogue.Crawler.Tests.Inspection.Packages;

/// <summary>Container images, with a stand-in for the engine that writes down how it is called.</summary>
public sealed class OciRuntimeTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("oci").FullName;
    private PackageInspector _inspector = null!;

    private string Log => Path.Combine(_folder, "log");

    public Task InitializeAsync()
    {
        var engines = Directory.CreateDirectory(Path.Combine(_folder, "engines")).FullName;
        var docker = Path.Combine(engines, "docker");
        // Images that are "known" are here before; "broken" ones cannot be pulled.
        File.WriteAllText(docker, $$"""
            #!/bin/sh
            echo "$@" >> '{{Log}}'
            case "$1 $2" in
              "version "*) echo 99.0;;
              "ps "*) echo catalogue-1-dead-7;;
              "image inspect") case "$*" in *known*) echo 1000;; *) test -e '{{_folder}}/pulled' && echo 1000;; esac;;
              "pull "*) case "$*" in *broken*) echo 'manifest unknown' >&2; exit 1;; esac; touch '{{_folder}}/pulled';;
              "run "*) exec node '{{StdioZoo.Script}}' honest;;
            esac
            """);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(docker, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var options = new InspectionOptions { Limits = StdioZooTests.Small, WorkFolder = Path.Combine(_folder, "work") };
        _inspector = new PackageInspector(options with { SearchPath = [engines, .. options.SearchPath] }, TimeProvider.System);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _inspector.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task An_image_is_pulled_run_behind_walls_and_removed()
    {
        var result = await InspectAsync("ghcr.example/zoo/server", "1.2.3");

        result.Observation.Outcome.ShouldBe(Outcome.Observed, result.Observation.Reason);
        var calls = File.ReadAllLines(Log);
        calls.ShouldContain("rm --force catalogue-1-dead-7", "a container of a program that was killed");
        calls.ShouldContain("pull --quiet ghcr.example/zoo/server:1.2.3");
        calls.ShouldContain("image rm ghcr.example/zoo/server:1.2.3");
        calls.ShouldContain(c => c.StartsWith("rm --force catalogue-", StringComparison.Ordinal));
        var run = calls.Single(c => c.StartsWith("run ", StringComparison.Ordinal));
        foreach (var wall in new[] { "--network none", "--read-only", "--cap-drop ALL", "no-new-privileges", "--pids-limit 64", "--memory 268435456", "--user ", "--pull never", "--env ZOO_KEY=placeholder-for-inspection" }) run.ShouldContain(wall);
    }

    [Fact]
    public async Task An_image_that_was_here_before_stays()
    {
        var result = await InspectAsync("known/server", "1");

        result.Observation.Outcome.ShouldBe(Outcome.Observed, result.Observation.Reason);
        File.ReadAllLines(Log).ShouldNotContain(c => c.StartsWith("pull", StringComparison.Ordinal) || c.StartsWith("image rm", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_image_that_cannot_be_pulled_says_why()
    {
        var result = await InspectAsync("broken/server", "1");

        result.Observation.Outcome.ShouldBe(Outcome.InstallFailed);
        result.Observation.Reason.ShouldNotBeNull().ShouldContain("manifest unknown");
    }

    [Theory]
    [InlineData("--privileged", "1")]
    [InlineData("zoo/server", "1 --privileged")]
    [InlineData("zoo/../server;x", "1")]
    [InlineData("", null)]
    public async Task A_name_that_is_none_reaches_no_engine(string name, string? version)
    {
        var result = await InspectAsync(name, version);

        result.Observation.Outcome.ShouldBe(Outcome.InstallFailed);
        File.Exists(Log).ShouldBeFalse();
    }

    private Task<InspectionResult> InspectAsync(string name, string? version) => _inspector.InspectAsync(
        new InspectionTarget(name, new Endpoint
        {
            Kind = EndpointKind.Package,
            PackageType = "oci",
            PackageName = name,
            PackageVersion = version,
            Settings = [new EndpointSetting("ZOO_KEY", true, true)],
        }), CancellationToken.None);
}
