using System.Text;
using Catalogue.Crawler.Inspection;
using Catalogue.Crawler.Inspection.Packages;
using Catalogue.Crawler.Model;
using Catalogue.TestSupport.Zoo;

namespace Catalogue.Crawler.Tests.Inspection.Packages;

/// <summary>Python packages are installed from wheels alone, from a local index.</summary>
public sealed class PyPiRuntimeTests : IAsyncLifetime
{
    private static readonly string Server = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Zoo", "Stdio", "honest_server.py"));
    private readonly string _folder = Directory.CreateTempSubdirectory("pypi").FullName;
    private HttpZoo _index = null!;
    private PackageInspector _inspector = null!;

    public async Task InitializeAsync()
    {
        _index = await HttpZoo.OpenAsync();
        var limits = StdioZooTests.Small with { PackageTime = TimeSpan.FromSeconds(20) };
        _inspector = new PackageInspector(new InspectionOptions { Limits = limits, WorkFolder = _folder, PythonIndex = _index.Url("simple/") }, TimeProvider.System);
    }

    public async Task DisposeAsync()
    {
        await _inspector.DisposeAsync();
        await _index.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [PythonFact]
    public async Task A_wheel_is_installed_and_asked()
    {
        WheelShelf.Put(_index, "zoo-wheel", Server, "zoo-helper = zoo_wheel:missing", "zoo-wheel = zoo_wheel:tools.serve");

        var result = await InspectAsync("zoo-wheel", "1.0.0", "extra");

        result.Observation.Outcome.ShouldBe(Outcome.Observed, result.Observation.Reason);
        result.Tools.Select(t => t.Name).ShouldBe(["from_wheel", "extra"]);
        result.Observation.ServerTitle.ShouldBe("wheel");
    }

    [PythonFact]
    public async Task A_source_package_is_not_built()
    {
        WheelShelf.PutFile(_index, "zoo-source", "zoo-source-1.0.0.tar.gz", Encoding.UTF8.GetBytes("never read"));

        var result = await InspectAsync("zoo-source", null);

        result.Observation.Outcome.ShouldBe(Outcome.InstallFailed, result.Observation.Reason);
        _index.Seen.ShouldNotContain(line => line.Contains("tar.gz", StringComparison.Ordinal));
    }

    [PythonFact]
    public async Task A_library_has_no_program()
    {
        WheelShelf.Put(_index, "zoo-library", Server);

        var result = await InspectAsync("zoo-library", null);

        result.Observation.Outcome.ShouldBe(Outcome.InstallFailed);
        result.Observation.Reason.ShouldNotBeNull().ShouldContain("console script");
    }

    [Fact]
    public async Task Without_python_the_reason_names_it()
    {
        var tools = Directory.CreateDirectory(Path.Combine(_folder, "tools")).FullName;
        File.CreateSymbolicLink(Path.Combine(tools, "bwrap"), new[] { "/usr/bin/bwrap", "/bin/bwrap" }.First(File.Exists));
        await using var inspector = new PackageInspector(new InspectionOptions { WorkFolder = _folder, SearchPath = [tools] }, TimeProvider.System);

        foreach (var (type, name) in new[] { ("pypi", "python3 is not installed"), ("nuget", ".NET (dnx) is not installed"), ("oci", "podman or docker"), ("npm", "Node.js is not installed") })
        {
            var result = await inspector.InspectAsync(new InspectionTarget("x", new Endpoint { Kind = EndpointKind.Package, PackageType = type, PackageName = "x" }), CancellationToken.None);

            result.Observation.Outcome.ShouldBe(Outcome.RuntimeUnavailable, result.Observation.Reason);
            result.Observation.Reason.ShouldNotBeNull().ShouldContain(name);
        }
    }

    private Task<InspectionResult> InspectAsync(string name, string? version, params string[] arguments) => _inspector.InspectAsync(
        new InspectionTarget(name, new Endpoint { Kind = EndpointKind.Package, PackageType = "pypi", PackageName = name, PackageVersion = version, Arguments = arguments }), CancellationToken.None);
}
