using Catalogue.Crawler.Net;

namespace Catalogue.Crawler.Tests.Net;

public sealed class HostVisitsTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly Uri Shared = new("https://shared.test/a/mcp");

    [Fact]
    public async Task Four_visits_to_a_host_are_under_way_and_a_fifth_waits_for_one_to_end()
    {
        using var http = new GuardedHttp(new GuardOptions());
        var visits = new List<IDisposable>();
        for (var i = 0; i < 4; i++) visits.Add(await http.VisitAsync(Shared, CancellationToken.None));

        var fifth = http.VisitAsync(new Uri("https://SHARED.test/b/mcp"), CancellationToken.None).AsTask();
        fifth.IsCompleted.ShouldBeFalse();
        (await http.VisitAsync(new Uri("https://other.test/"), CancellationToken.None)).Dispose();
        visits[0].Dispose();
        visits[0].Dispose();

        (await fifth.WaitAsync(Patience)).Dispose();
    }

    [Fact]
    public async Task A_visitor_that_gives_up_takes_no_place()
    {
        using var http = new GuardedHttp(new GuardOptions { InFlightPerHost = 1 });
        using var giveUp = new CancellationTokenSource();
        var first = await http.VisitAsync(Shared, CancellationToken.None);
        var second = http.VisitAsync(Shared, giveUp.Token).AsTask();

        await giveUp.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => second);
        first.Dispose();

        (await http.VisitAsync(Shared, CancellationToken.None).AsTask().WaitAsync(Patience)).Dispose();
    }

    [Fact]
    public async Task Hosts_that_the_operator_opened_never_wait()
    {
        using var http = new GuardedHttp(new GuardOptions { AllowedNetworks = AllowedNetworks.Parse(["127.0.0.0/8"]) });

        for (var i = 0; i < 100; i++) await http.VisitAsync(new Uri("http://127.0.0.1:1/"), CancellationToken.None).AsTask().WaitAsync(Patience);
    }
}
