using System.Net;
using Catalogue.Crawler.Net;
using Catalogue.TestSupport.Registries;

namespace Catalogue.Crawler.Tests.Net;

public sealed class HostGateTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly ManualTime _time = new();

    [Fact]
    public async Task No_more_than_five_requests_start_within_any_second()
    {
        var gate = new HostGate(new GuardOptions { InFlightPerHost = 100 }, _time);
        var starts = new List<DateTimeOffset>();
        var callers = Enumerable.Range(0, 17).Select(_ => EnterAsync()).ToArray();

        await _time.RunAsync(Task.WhenAll(callers), Patience);

        starts.Count.ShouldBe(17);
        for (var i = 5; i < starts.Count; i++) (starts[i] - starts[i - 5]).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(1));
        (starts[^1] - starts[0]).ShouldBeLessThan(TimeSpan.FromSeconds(4.5));

        async Task EnterAsync()
        {
            using (await gate.EnterAsync("host.test", CancellationToken.None))
            {
                lock (starts) starts.Add(_time.GetUtcNow());
            }
        }
    }

    [Fact]
    public async Task No_more_than_four_are_under_way_and_a_fifth_waits_for_a_place()
    {
        var gate = new HostGate(new GuardOptions { RequestsPerSecond = 1000 }, _time);
        var leases = new List<IDisposable>();
        for (var i = 0; i < 4; i++) leases.Add(await gate.EnterAsync("host.test", CancellationToken.None));

        var fifth = gate.EnterAsync("HOST.test", CancellationToken.None).AsTask();
        fifth.IsCompleted.ShouldBeFalse();
        using var other = await gate.EnterAsync("other.test", CancellationToken.None);
        leases[0].Dispose();

        (await fifth.WaitAsync(Patience)).Dispose();
    }

    [Fact]
    public async Task A_host_that_asks_to_wait_is_left_alone_for_as_long()
    {
        var gate = new HostGate(new GuardOptions(), _time);
        using (await gate.EnterAsync("host.test", CancellationToken.None)) gate.Note("host.test", Busy(HttpStatusCode.TooManyRequests, 30));
        var began = _time.GetUtcNow();

        var next = gate.EnterAsync("host.test", CancellationToken.None).AsTask();
        await _time.RunAsync(next, Patience);

        (_time.GetUtcNow() - began).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_host_that_asks_for_longer_than_we_wait_fails_at_once()
    {
        var gate = new HostGate(new GuardOptions(), _time);
        using (await gate.EnterAsync("host.test", CancellationToken.None)) gate.Note("host.test", Busy(HttpStatusCode.ServiceUnavailable, 3600));

        var failure = await Should.ThrowAsync<HostBackOffException>(async () => await gate.EnterAsync("host.test", CancellationToken.None));

        failure.Wait.ShouldBe(TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task Refusals_without_a_time_double_the_pause_until_an_answer_comes()
    {
        var gate = new HostGate(new GuardOptions(), _time);
        (await gate.EnterAsync("host.test", CancellationToken.None)).Dispose();

        gate.Note("host.test", Busy(HttpStatusCode.TooManyRequests)).ShouldBe(TimeSpan.FromSeconds(1));
        gate.Note("host.test", Busy(HttpStatusCode.TooManyRequests)).ShouldBe(TimeSpan.FromSeconds(2));
        gate.Note("host.test", Busy(HttpStatusCode.TooManyRequests)).ShouldBe(TimeSpan.FromSeconds(4));
        gate.Note("host.test", new HttpResponseMessage(HttpStatusCode.OK)).ShouldBeNull();
        gate.Note("host.test", Busy(HttpStatusCode.TooManyRequests)).ShouldBe(TimeSpan.FromSeconds(1));
        gate.Note("host.test", Busy(HttpStatusCode.ServiceUnavailable)).ShouldBeNull("a 503 without a time says nothing about us");
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("inside.test")]
    public async Task Hosts_in_networks_that_the_operator_opened_are_exempt(string host)
    {
        var options = new GuardOptions
        {
            AllowedNetworks = AllowedNetworks.Parse(["127.0.0.0/8"]),
            Resolve = static (_, _) => Task.FromResult(new[] { IPAddress.Loopback }),
        };
        var gate = new HostGate(options, _time);

        for (var i = 0; i < 50; i++) (await gate.EnterAsync(host, CancellationToken.None).AsTask().WaitAsync(Patience)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_name_with_one_foot_outside_is_not_exempt()
    {
        var options = new GuardOptions
        {
            AllowedNetworks = AllowedNetworks.Parse(["127.0.0.0/8"]),
            Resolve = static (_, _) => Task.FromResult(new[] { IPAddress.Loopback, IPAddress.Parse("1.1.1.1") }),
        };
        var gate = new HostGate(options, _time);
        for (var i = 0; i < 4; i++) await gate.EnterAsync("both.test", CancellationToken.None);

        gate.EnterAsync("both.test", CancellationToken.None).IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task A_caller_that_gives_up_frees_its_place()
    {
        var gate = new HostGate(new GuardOptions { InFlightPerHost = 1, RequestsPerSecond = 1 }, _time);
        (await gate.EnterAsync("host.test", CancellationToken.None)).Dispose();
        using var giveUp = new CancellationTokenSource();

        var waiting = gate.EnterAsync("host.test", giveUp.Token).AsTask();
        await giveUp.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => waiting);
        await _time.RunAsync(gate.EnterAsync("host.test", CancellationToken.None).AsTask(), Patience);
    }

    private static HttpResponseMessage Busy(HttpStatusCode status, int? seconds = null)
    {
        var response = new HttpResponseMessage(status);
        if (seconds is { } wait) response.Headers.RetryAfter = new(TimeSpan.FromSeconds(wait));
        return response;
    }
}
