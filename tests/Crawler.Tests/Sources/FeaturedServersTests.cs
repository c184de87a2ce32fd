using Catalogue.Crawler.Inspection;
using Catalogue.Crawler.Model;
using Catalogue.Crawler.Net;
using Catalogue.Crawler.Sources;
using Xunit.Abstractions;

namespace Catalogue.Crawler.Tests.Sources;

[Trait("Category", "Soak")]
public sealed class FeaturedServersTests(ITestOutputHelper output)
{
    /// <summary>Installs real packages, so it needs the package registry that npm is configured with.</summary>
    [Fact]
    public async Task The_pinned_servers_list_their_tools_in_the_sandbox()
    {
        using var http = new GuardedHttp(new GuardOptions());
        await using var inspector = new ServerInspector(http);
        var source = SourceCatalogue.Load(SourceFiles.Embedded).All.Single(static s => s.Name == "featured").Create(new SourceContext(http));
        var servers = new List<DiscoveredServer>();
        await foreach (var item in source.DiscoverAsync(null, CancellationToken.None)) servers.Add(item.Server!);
        var results = new InspectionResult[servers.Count];

        await Parallel.ForAsync(0, servers.Count, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (i, cancellationToken) =>
            results[i] = await inspector.InspectAsync(new InspectionTarget(servers[i].Name, servers[i].Endpoints[0]), cancellationToken));

        for (var i = 0; i < results.Length; i++)
        {
            var seen = results[i].Observation;
            output.WriteLine($"{servers[i].Name}: {seen.Outcome}, {results[i].Tools.Count} tools, {seen.Duration?.TotalSeconds:0.0} s {seen.Reason}");
        }
        results.Count(static result => result.Observation.Outcome == Outcome.Observed).ShouldBe(13);
        results.Sum(static result => result.Tools.Count).ShouldBeGreaterThanOrEqualTo(130);
    }
}
