using Catalogue.Crawler.Inspection;
using Catalogue.Crawler.Inspection.Packages;
using Catalogue.Crawler.Model;
using Catalogue.TestSupport.Zoo;

namespace Catalogue.Crawler.Tests.Inspection.Packages;

/// <summary>.NET tools are installed from a local feed and asked.</summary>
public sealed class NuGetRuntimeTests
{
    [Fact]
    public async Task A_tool_is_installed_and_asked()
    {
        var folder = Directory.CreateTempSubdirectory("nuget").FullName;
        await using var feed = await HttpZoo.OpenAsync();
        NuGetShelf.PutTool(feed, "Zoo.Tool", typeof(NuGetRuntimeTests).Assembly.Location);
        var limits = StdioZooTests.Small with { PackageTime = TimeSpan.FromSeconds(30), MaxMemoryBytes = 1024L * 1024 * 1024, MaxTemporaryBytes = 64 * 1024 * 1024, MaxProcesses = 128 };
        var options = new InspectionOptions { Limits = limits, WorkFolder = folder, NuGetFeed = feed.Url("index.json") };
        await using (var inspector = new PackageInspector(options, TimeProvider.System))
        {
            var endpoint = new Endpoint { Kind = EndpointKind.Package, PackageType = "nuget", PackageName = "Zoo.Tool", PackageVersion = "1.0.0", Arguments = ["serve-tools"] };

            var result = await inspector.InspectAsync(new InspectionTarget("zoo", endpoint), CancellationToken.None);

            result.Observation.Outcome.ShouldBe(Outcome.Observed, result.Observation.Reason);
            result.Tools.ShouldHaveSingleItem().Name.ShouldBe("from_tool");
        }
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("..", "1.0.0")]
    [InlineData("--global", "1.0.0")]
    [InlineData("Zoo.Tool", "1.0.0 --add-source x")]
    public async Task Names_and_versions_that_are_commands_in_disguise_reach_no_installer(string name, string version)
    {
        await using var inspector = new PackageInspector(new InspectionOptions { WorkFolder = Directory.CreateTempSubdirectory("nuget").FullName }, TimeProvider.System);

        var result = await inspector.InspectAsync(
            new InspectionTarget("zoo", new Endpoint { Kind = EndpointKind.Package, PackageType = "nuget", PackageName = name, PackageVersion = version }), CancellationToken.None);

        result.Observation.Outcome.ShouldBe(Outcome.InstallFailed);
    }
}
