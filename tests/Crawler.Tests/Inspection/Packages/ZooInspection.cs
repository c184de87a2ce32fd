using Catalogue.Crawler.Inspection;
using Catalogue.Crawler.Inspection.Packages;

namespace Catalogue.Crawler.Tests.Inspection.Packages;

/// <summary>Tests that run servers of the stdio zoo in the sandbox: each with an inspector and a work folder of its own.</summary>
public abstract class ZooInspection : IAsyncLifetime
{
    private protected ZooInspection(bool asPlainUser = false)
    {
        Options = new InspectionOptions { Limits = StdioZooTests.Small, WorkFolder = Directory.CreateTempSubdirectory("zoo").FullName, AsPlainUser = asPlainUser };
        Inspector = ZooRuntime.Inspector(Options);
    }

    private protected InspectionOptions Options { get; }

    private protected PackageInspector Inspector { get; }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await Inspector.DisposeAsync();
        Directory.Delete(Options.WorkFolder, recursive: true);
    }
}
