using System.Text.Json.Nodes;
using Catalogue.Crawler.Inspection;
using Catalogue.Crawler.Inspection.Packages;
using Catalogue.Crawler.Model;
using Catalogue.TestSupport.Zoo;

namespace Catalogue.Crawler.Tests.Inspection.Packages;

/// <summary>Packages of npm are installed without running anything of theirs and without leaving the registry.</summary>
public sealed class NpmRuntimeTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("npm").FullName;
    private HttpZoo _registry = null!;
    private PackageInspector _inspector = null!;

    public async Task InitializeAsync()
    {
        _registry = await HttpZoo.OpenAsync();
        var limits = StdioZooTests.Small with { PackageTime = TimeSpan.FromSeconds(20), MaxMemoryBytes = 512L * 1024 * 1024 };
        _inspector = new PackageInspector(new InspectionOptions { Limits = limits, WorkFolder = _folder, NpmRegistry = _registry.Address }, TimeProvider.System);
    }

    public async Task DisposeAsync()
    {
        await _inspector.DisposeAsync();
        await _registry.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_package_is_installed_with_scripts_off_and_asked()
    {
        Put("zoo-scripts", new JsonObject
        {
            ["bin"] = new JsonObject { ["other"] = "none.js", ["zoo-scripts"] = "bin/zoo.js" },
            ["scripts"] = new JsonObject { ["preinstall"] = "exit 7", ["install"] = "exit 8", ["postinstall"] = "exit 9" },
        });

        var result = await InspectAsync("zoo-scripts", "1.0.0", "honest", "extra");

        result.Observation.Outcome.ShouldBe(Outcome.Observed, result.Observation.Reason);
        result.Tools.Select(t => t.Name).ShouldBe(["feed", "clean", "extra"]);
        Directory.EnumerateDirectories(Directory.EnumerateDirectories(_folder).Single()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_dependency_that_is_a_url_beyond_the_registry_is_not_fetched()
    {
        await using var beyond = await HttpZoo.OpenAsync();
        Put("zoo-reaches", new JsonObject { ["bin"] = "bin/zoo.js", ["dependencies"] = new JsonObject { ["evil"] = beyond.Url("evil.tgz").AbsoluteUri } });

        var result = await InspectAsync("zoo-reaches", null, "honest");

        result.Observation.Outcome.ShouldBe(Outcome.InstallFailed, result.Observation.Reason);
        result.Observation.Reason.ShouldNotBeNull().ShouldContain($"it wanted to reach 127.0.0.1:{beyond.Address.Port}, which is not the registry");
        beyond.Seen.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_no_server_fails_to_install_with_the_reason()
    {
        Put("zoo-library", new JsonObject { ["main"] = "bin/zoo.js" });
        Put("zoo-escape", new JsonObject { ["bin"] = "../../../../usr/bin/env" });
        Put("zoo-unbuilt", new JsonObject { ["bin"] = "dist/index.js" });

        (await ReasonAsync("zoo-library")).ShouldContain("names no program");
        (await ReasonAsync("zoo-escape")).ShouldNotContain("ended");
        (await ReasonAsync("zoo-unbuilt")).ShouldContain("dist/index.js is not in the package");
        (await ReasonAsync("zoo-absent")).ShouldContain("404");
    }

    [Theory]
    [InlineData("../x", "1.0.0")]
    [InlineData("-g", "1.0.0")]
    [InlineData("git+ssh://example.org/x", "1.0.0")]
    [InlineData("a b", "1.0.0")]
    [InlineData("@scope/../x", "1.0.0")]
    [InlineData("x", "file:/etc")]
    [InlineData("x", "--global")]
    public async Task Names_and_versions_that_are_commands_in_disguise_reach_no_installer(string name, string version)
    {
        var result = await InspectAsync(name, version);

        result.Observation.Outcome.ShouldBe(Outcome.InstallFailed);
        _registry.Seen.ShouldBeEmpty();
    }

    private void Put(string name, JsonObject manifest)
    {
        manifest["name"] = name;
        manifest["version"] = "1.0.0";
        NpmShelf.Put(_registry, manifest, new Dictionary<string, string> { ["bin/zoo.js"] = File.ReadAllText(StdioZoo.Script) });
    }

    private async Task<string> ReasonAsync(string name)
    {
        var result = await InspectAsync(name, null);
        result.Observation.Outcome.ShouldBe(Outcome.InstallFailed, result.Observation.Reason);
        return result.Observation.Reason!;
    }

    private Task<InspectionResult> InspectAsync(string name, string? version, params string[] arguments) => _inspector.InspectAsync(
        new InspectionTarget(name, new Endpoint { Kind = EndpointKind.Package, PackageType = "npm", PackageName = name, PackageVersion = version, Arguments = arguments }), CancellationToken.None);
}
