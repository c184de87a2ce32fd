using Catalogue.Crawler.Inspection;
using Catalogue.Crawler.Tests.Inspection.Packages;

namespace Catalogue.Crawler.Tests.Inspection.Sandboxing;

/// <summary>A program that is killed in the middle of an inspection.</summary>
internal static class SandboxVictim
{
    /// <summary>Inspects a server that outlives what it can, and never ends by itself within the test's patience.</summary>
    public static async Task<int> RunAsync(string workFolder, string marker)
    {
        var limits = new InspectionLimits { PackageTime = TimeSpan.FromMinutes(2) };
        await using var inspector = ZooRuntime.Inspector(new InspectionOptions { Limits = limits, WorkFolder = workFolder });
        await inspector.InspectAsync(ZooRuntime.Target("outlives-silently", marker), CancellationToken.None);
        return 0;
    }
}
