using Catalogue.Crawler.Model;
using Catalogue.Crawler.Tests.Inspection.Packages;

namespace Catalogue.Crawler.Tests.Inspection.Sandboxing;

/// <summary>The walls where we are not root and may make no control groups: user namespaces, and our own count of memory.</summary>
public sealed class PlainModeTests() : ZooInspection(asPlainUser: true)
{
    [Theory]
    [InlineData("reads")]
    [InlineData("writes")]
    [InlineData("climbs")]
    public async Task The_walls_stand(string behaviour)
    {
        var result = await Inspector.InspectAsync(ZooRuntime.Target(behaviour), CancellationToken.None);

        result.Observation.Outcome.ShouldBe(Outcome.Observed, result.Observation.Reason);
        result.Tools.ShouldNotBeEmpty();
        // The first process in there is bubblewrap itself: the same user as the server, started with an empty environment.
        result.Tools.Select(t => t.Name).Where(f => !f.Contains("/proc/1/environ", StringComparison.Ordinal) && !f.Contains("kill -0", StringComparison.Ordinal))
            .ShouldAllBe(f => f.Contains(" refused:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Memory_is_capped_by_our_own_count()
    {
        var result = await Inspector.InspectAsync(ZooRuntime.Target("eats"), CancellationToken.None);

        result.Observation.Outcome.ShouldBe(Outcome.Exited, result.Observation.Reason);
    }

    [Fact]
    public async Task Nothing_outlives_its_inspection()
    {
        var marker = SandboxTests.Marker();

        var result = await Inspector.InspectAsync(ZooRuntime.Target("outlives", marker), CancellationToken.None);

        result.Observation.Outcome.ShouldBe(Outcome.Observed, result.Observation.Reason);
        // Without a control group to wait for, the kernel ends the rest a moment after the sandbox's first process.
        await OwnDeathTests.Until(() => SandboxTests.Running(marker).Count == 0, () => "processes of the sandbox live on");
    }

    [Fact]
    public void Memory_is_counted_over_a_process_and_its_descendants() =>
        Catalogue.Crawler.Inspection.Sandboxing.MemoryWatch.Measure(0).ShouldBeGreaterThan(10L * 1024 * 1024);
}
