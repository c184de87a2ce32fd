using Catalogue.Crawler.Jobs;
using Catalogue.Crawler.Storage;

namespace Catalogue.Crawler.Tests.Jobs;

public sealed class InspectionPlannerTests
{
    [Fact]
    public void The_servers_of_one_host_are_spread_over_the_batches()
    {
        // A host with forty servers, listed first, beside forty hosts with one each.
        var servers = Enumerable.Range(0, 80).Select(i => Remote(i, i < 40 ? "crowded.example" : $"h{i}.example")).ToList();

        var batches = InspectionPlanner.Batches(servers, 10);

        batches.SelectMany(batch => batch).Order().ShouldBe(Enumerable.Range(0, 80).Select(i => (long)i));
        batches.Take(4).ShouldAllBe(batch => batch.Count(id => id < 40) <= 1);
        // What one host alone has left comes last, in its order.
        batches[^1].ShouldBe(Enumerable.Range(30, 10).Select(i => (long)i));
    }

    [Fact]
    public void Servers_of_as_many_hosts_keep_their_order()
    {
        var servers = Enumerable.Range(0, 25).Select(i => Remote(i, $"h{i}.example")).ToList();

        InspectionPlanner.Batches(servers, 10).Select(batch => batch.Count).ShouldBe([10, 10, 5]);
        InspectionPlanner.Batches(servers, 100).Single().ShouldBe(Enumerable.Range(0, 25).Select(i => (long)i));
    }

    [Fact]
    public void Packages_go_in_small_batches_of_their_own()
    {
        var servers = Enumerable.Range(0, 20).Select(i => Remote(i, null) with { HasRemote = false, HasPackage = true, HasTrustedPackage = true }).Append(Remote(20, "h.example")).ToList();

        InspectionPlanner.Batches(servers, 50).Select(batch => batch.Count).ShouldBe([8, 8, 4, 1]);
    }

    private static InspectionCandidate Remote(int id, string? host) => new()
    {
        ServerId = id,
        Host = host,
        Sources = ["list"],
        DueAt = DateTimeOffset.UnixEpoch,
        CheckedAt = null,
        PassId = 0,
        HasRemote = true,
        HasPackage = false,
        HasTrustedPackage = false,
    };
}
