using Catalogue.Crawler.Inspection;
using Catalogue.Crawler.Inspection.Packages;
using Catalogue.Crawler.Inspection.Sandboxing;
using Catalogue.Crawler.Model;
using Catalogue.TestSupport.Zoo;

namespace Catalogue.Crawler.Tests.Inspection.Packages;

/// <summary>Runs the stdio zoo in the sandbox as if it had been installed: the package's name is the behaviour.</summary>
internal sealed class ZooRuntime(InspectionOptions options) : IPackageRuntime
{
    public string PackageType => "zoo";

    public async Task<SandboxProcess> StartAsync(Endpoint endpoint, IReadOnlyDictionary<string, string> settings, Workshop workshop, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(workshop.PackageFolder);
        File.Copy(StdioZoo.Script, Path.Combine(workshop.PackageFolder, "zoo.js"));
        var setup = await NpmSetup.FindAsync(options with { NpmRegistry = new Uri("http://127.0.0.1:9") });
        return await workshop.RunAsync([setup.Node, Sandbox.PackageFolder + "/zoo.js", endpoint.PackageName!, .. endpoint.Arguments], setup.ReadOnly, settings);
    }

    /// <summary>An inspector of the zoo.</summary>
    public static PackageInspector Inspector(InspectionOptions options) => new(options, TimeProvider.System, [new ZooRuntime(options)]);

    /// <summary>A server of the zoo.</summary>
    public static InspectionTarget Target(string behaviour, params string[] arguments) =>
        new("zoo", new Endpoint { Kind = EndpointKind.Package, PackageType = "zoo", PackageName = behaviour, Arguments = arguments });
}
