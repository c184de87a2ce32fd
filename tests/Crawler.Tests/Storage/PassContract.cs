using Catalogue.Crawler.Inspection;
using Catalogue.Crawler.Model;
using static Catalogue.Crawler.Tests.Storage.StoreFixture;

namespace Catalogue.Crawler.Tests.Storage;

/// <summary>What the store promises to several writers and workers, on whichever database: run by one class for each.</summary>
public abstract class PassContract : StoreContract
{
    [StoreFact]
    public async Task Writers_at_once_lose_nothing()
    {
        using var store = await OpenAsync();
        await Task.WhenAll(Enumerable.Range(0, 16).Select(async i =>
        {
            var id = await store.UpsertAsync(Listed($"io.example/s{i}", url: $"https://s{i}.example/mcp"));
            await store.Store.RecordInspectionAsync(id, Answer(Tool("a"), Tool($"b{i}")), default);
        }));
        var servers = await store.ReadAllAsync();
        servers.Count.ShouldBe(16);
        servers.ShouldAllBe(server => server.Tools.Count == 2);
        var history = await store.Store.ReadHistoryAsync(1000, default);
        history.Count.ShouldBe(48);
        history.Select(entry => entry.Id).Distinct().Count().ShouldBe(48);
    }

    [StoreFact]
    public async Task One_worker_leads_a_pass_and_another_takes_over_when_it_is_gone()
    {
        using var store = await OpenAsync();
        var lease = TimeSpan.FromSeconds(20);
        var first = await store.Store.Passes.BeginAsync("all", "first", lease, default);
        first.IsLeader.ShouldBeTrue();
        var second = await store.Store.Passes.BeginAsync("all", "second", lease, default);
        (second.PassId, second.IsLeader).ShouldBe((first.PassId, false));
        await store.Store.Passes.AddBatchesAsync(first.PassId, [[1, 2], [3]], default);
        store.Clock.Advance(TimeSpan.FromSeconds(15));
        (await store.Store.Passes.BeatAsync(first.PassId, "first", [], default)).ShouldBeTrue();
        store.Clock.Advance(TimeSpan.FromSeconds(15));
        (await store.Store.Passes.LeaderLivesAsync(first.PassId, lease, default)).ShouldBeTrue();
        store.Clock.Advance(TimeSpan.FromSeconds(6));
        var heir = await store.Store.Passes.BeginAsync("all", "second", lease, default);
        heir.ShouldBe(new Catalogue.Crawler.Storage.PassTicket(first.PassId, IsLeader: true, IsResumed: true));
        (await store.Store.Passes.OpenBatchesAsync(first.PassId, default)).Count.ShouldBe(2);
        (await store.Store.Passes.BeatAsync(first.PassId, "first", [], default)).ShouldBeFalse();
        await store.Store.Passes.EndAsync(first.PassId, "second", [new SourceReport("list", 3, 1, 2, "packages: true", null)], default);
        var pass = (await store.Store.ReadPassesAsync(5, default)).Single();
        pass.EndedAt.ShouldBe(store.Clock.Now);
        pass.Sources.Single().LeftOutWhy.ShouldBe("packages: true");
        (await store.Store.Passes.BeginAsync("all", "first", lease, default)).PassId.ShouldBeGreaterThan(first.PassId);
    }

    [StoreFact]
    public async Task The_newest_pass_names_its_slowest_servers_and_its_newest_failures_with_their_reasons()
    {
        using var store = await OpenAsync();
        var ids = new List<long>();
        for (var i = 0; i < 4; i++) ids.Add(await store.UpsertAsync(Listed($"io.example/s{i}", url: $"https://s{i}.example/mcp")));
        var pass = (await store.Store.Passes.BeginAsync("all", "me", TimeSpan.FromSeconds(20), default)).PassId;
        await RecordAsync(0, Answer(Tool("a")), 40);
        await RecordAsync(1, Failure(Outcome.TimedOut, "no answer"), 30_000);
        await RecordAsync(2, Failure(Outcome.Unreachable, "refused \0"), 5);
        var newest = (await store.Store.ReadPassesAsync(5, default)).Single();
        newest.Slowest.Select(server => (server.Slug, server.Duration!.Value.TotalMilliseconds)).ShouldBe([("io-example-s1", 30_000), ("io-example-s0", 40), ("io-example-s2", 5)]);
        newest.Failures.Select(server => (server.Name, server.Outcome, server.Reason)).ShouldBe([("io.example/s2", Outcome.Unreachable, "refused \0"), ("io.example/s1", Outcome.TimedOut, "no answer")]);
        newest.Failures[0].At.ShouldBe(store.Clock.Now);
        await store.Store.Passes.EndAsync(pass, "me", [], default);
        await store.Store.Passes.BeginAsync("all", "me", TimeSpan.FromSeconds(20), default);
        (await store.Store.ReadPassesAsync(5, default)).ShouldAllBe(other => other.Slowest.Count == 0 && other.Failures.Count == 0);

        async Task RecordAsync(int server, InspectionResult result, int milliseconds)
        {
            store.Clock.Advance(TimeSpan.FromMinutes(1));
            var timed = result with { Observation = result.Observation with { Duration = TimeSpan.FromMilliseconds(milliseconds) } };
            await store.Store.RecordInspectionsAsync([new InspectedServer(ids[server], timed)], pass, default);
        }
    }
}
