using Catalogue.Crawler.Jobs;
using Catalogue.Crawler.Model;
using Catalogue.Crawler.Tests.Storage;
using static Catalogue.Crawler.Tests.Storage.StoreFixture;

namespace Catalogue.Crawler.Tests.Jobs;

public sealed class CrawlSessionTests : IDisposable
{
    private static readonly TimeSpan LongEnough = TimeSpan.FromMinutes(3);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_pass_inspects_every_server_once_and_sums_up()
    {
        var inspector = new FakeInspector(target => target.ServerName.EndsWith('3') ? Failure(Outcome.Unreachable, "refused") : Answer(Tool("a"), Tool("b")));
        await using var bench = await CrawlBench.StartAsync(_folder.Path, inspector);
        var pass = await bench.RunAsync(new FakeSource("list", CrawlBench.Servers(120))).WaitAsync(LongEnough);
        pass.EndedAt.ShouldNotBeNull();
        pass.Sources.Single().Listed.ShouldBe(120);
        pass.Outcomes.ShouldBe(new Dictionary<Outcome, int> { [Outcome.Observed] = 108, [Outcome.Unreachable] = 12 }, ignoreOrder: true);
        inspector.Asked.Select(target => target.ServerName).Distinct().Count().ShouldBe(120);
        inspector.Asked.Count.ShouldBe(120);
        bench.Events.OfType<ServersRecorded>().Sum(recorded => recorded.Recorded).ShouldBe(120);
        bench.Events.Last().ShouldBeOfType<PassEnded>();
    }

    [Fact]
    public async Task A_second_pass_that_changes_nothing_asks_again_and_raises_no_revision()
    {
        var inspector = new FakeInspector(_ => Answer(Tool("a")));
        await using var bench = await CrawlBench.StartAsync(_folder.Path, inspector);
        var source = new FakeSource("list", CrawlBench.Servers(60));
        await bench.RunAsync(source).WaitAsync(LongEnough);
        var revision = await bench.Store.GetRevisionAsync(default);
        await bench.RunAsync(source).WaitAsync(LongEnough);
        inspector.Asked.Count.ShouldBe(120);
        (await bench.Store.GetRevisionAsync(default)).ShouldBe(revision);
    }

    [Fact]
    public async Task Only_what_is_due_is_asked_when_the_pass_says_so()
    {
        var inspector = new FakeInspector(_ => Answer(Tool("a")));
        await using var bench = await CrawlBench.StartAsync(_folder.Path, inspector);
        var source = new FakeSource("list", CrawlBench.Servers(5));
        await bench.RunAsync(source, onlyDue: true).WaitAsync(LongEnough);
        await bench.RunAsync(source, onlyDue: true).WaitAsync(LongEnough);
        inspector.Asked.Count.ShouldBe(5);
    }

    [Fact]
    public async Task A_limit_bounds_what_is_taken_up_and_asked()
    {
        var inspector = new FakeInspector(_ => Answer(Tool("a")));
        await using var bench = await CrawlBench.StartAsync(_folder.Path, inspector);
        await bench.RunAsync(new FakeSource("list", CrawlBench.Servers(30)), limit: 7).WaitAsync(LongEnough);
        inspector.Asked.Count.ShouldBe(7);
        (await bench.ReadAllAsync()).Count.ShouldBe(7);
    }

    [Fact]
    public async Task A_source_that_cannot_be_reached_is_one_report_and_the_rest_goes_on()
    {
        var inspector = new FakeInspector(_ => Answer(Tool("a")));
        await using var bench = await CrawlBench.StartAsync(_folder.Path, inspector);
        var options = new CrawlOptions
        {
            Sources = [new CrawlSource(new FakeSource("broken", []) { Unavailable = "no route" }, false), new CrawlSource(new FakeSource("list", CrawlBench.Servers(3)), false)],
        };
        var pass = await bench.Session.RunPassAsync(options, bench, default).WaitAsync(LongEnough);
        pass.Sources.Select(source => source.Error).ShouldBe(["no route", null]);
        inspector.Asked.Count.ShouldBe(3);
        bench.Events.OfType<SourceEnded>().Count(ended => ended.Report.Error is not null).ShouldBe(1);
    }

    [Fact]
    public async Task An_interrupted_pass_goes_on_with_the_servers_that_were_not_recorded()
    {
        using var interrupt = new CancellationTokenSource();
        var inspector = new FakeInspector(_ => Answer(Tool("a")));
        inspector.During = async (_, cancellationToken) =>
        {
            if (inspector.Asked.Count > 100) await interrupt.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
        };
        var source = new FakeSource("list", CrawlBench.Servers(300));
        await using (var bench = await CrawlBench.StartAsync(_folder.Path, inspector, new InspectionGate(4, 1)))
        {
            await Should.ThrowAsync<OperationCanceledException>(() => bench.RunAsync(source, cancellationToken: interrupt.Token).WaitAsync(LongEnough));
        }
        inspector.During = null;
        var askedBefore = inspector.Asked.Count;
        await using var second = await CrawlBench.StartAsync(_folder.Path, inspector);
        var pass = await second.RunAsync(source).WaitAsync(LongEnough);
        second.Events.OfType<PassStarted>().Single().IsResumed.ShouldBeTrue();
        pass.Outcomes[Outcome.Observed].ShouldBe(300);
        (inspector.Asked.Count - askedBefore).ShouldBeLessThan(300);
        (await second.ReadAllAsync()).SelectMany(server => server.History).Count(entry => entry.Tool is not null).ShouldBe(300);
    }

    [Fact]
    public async Task No_more_remotes_are_asked_at_once_than_the_gate_lets_through()
    {
        var inspector = new FakeInspector(_ => Answer(Tool("a"))) { During = (_, cancellationToken) => Task.Delay(5, cancellationToken) };
        await using var bench = await CrawlBench.StartAsync(_folder.Path, inspector, new InspectionGate(6, 1));
        await bench.RunAsync(new FakeSource("list", CrawlBench.Servers(150))).WaitAsync(LongEnough);
        inspector.MostAtOnce.ShouldBeInRange(2, 6);
    }

    [Fact]
    public async Task An_inspector_that_breaks_its_promise_costs_one_server()
    {
        var inspector = new FakeInspector(target => target.ServerName.EndsWith("-1", StringComparison.Ordinal) ? throw new InvalidOperationException("bug") : Answer(Tool("a")));
        await using var bench = await CrawlBench.StartAsync(_folder.Path, inspector);
        var pass = await bench.RunAsync(new FakeSource("list", CrawlBench.Servers(4))).WaitAsync(LongEnough);
        pass.Outcomes.ShouldBe(new Dictionary<Outcome, int> { [Outcome.Observed] = 3, [Outcome.ProtocolError] = 1 }, ignoreOrder: true);
    }

    [Fact]
    public async Task Packages_of_strangers_are_not_asked_but_our_own_are()
    {
        var inspector = new FakeInspector(_ => Answer(Tool("a")));
        await using var bench = await CrawlBench.StartAsync(_folder.Path, inspector);
        var mine = Listed("io.example/mine", "list", package: "mine");
        mine = mine with { Endpoints = [mine.Endpoints[0] with { Trusted = true }] };
        await bench.RunAsync(new FakeSource("list", [mine, Listed("io.example/theirs", "list", package: "theirs")])).WaitAsync(LongEnough);
        inspector.Asked.Single().ServerName.ShouldBe("io.example/mine");
        (await bench.ReadAllAsync()).Single(server => server.Name == "io.example/theirs").Observation.Outcome.ShouldBe(Outcome.Pending);
    }

    [Fact]
    public async Task A_server_that_its_source_drops_is_withdrawn_and_may_return()
    {
        var inspector = new FakeInspector(_ => Answer(Tool("a")));
        await using var bench = await CrawlBench.StartAsync(_folder.Path, inspector);
        var source = new FakeSource("list", CrawlBench.Servers(4));
        var all = source.Servers;
        await bench.RunAsync(source).WaitAsync(LongEnough);
        source.Servers = [.. all.Take(3)];
        await bench.RunAsync(source).WaitAsync(LongEnough);
        var gone = (await bench.ReadAllAsync()).Single(server => server.WithdrawnAt is not null);
        gone.Observation.Outcome.ShouldBe(Outcome.Withdrawn);
        gone.History[0].Kind.ShouldBe(ChangeKind.Removed);
        source.Servers = all;
        await bench.RunAsync(source).WaitAsync(LongEnough);
        var back = (await bench.ReadAllAsync()).Single(server => server.Id == gone.Id);
        back.WithdrawnAt.ShouldBeNull();
        back.Observation.Outcome.ShouldBe(Outcome.Observed);
        back.History[0].Kind.ShouldBe(ChangeKind.Returned);
    }
}
