using Catalogue.Crawler.Sources;
using Catalogue.TestSupport.Registries;

namespace Catalogue.Crawler.Tests.Sources;

/// <summary>Cursors, bookmarks, passes: where a registry is read on, and where the reading ends.</summary>
public sealed class RegistryWalkTests : IDisposable
{
    private readonly SourceHarness _harness = new();

    public void Dispose() => _harness.Dispose();

    [Fact]
    public async Task Every_page_is_read_and_the_cursor_goes_back_as_it_came()
    {
        var registry = new FakeRegistry { PageSize = 2 };
        for (var i = 0; i < 5; i++) registry.AddRemote($"com.a-shop/server-{i}");
        await using var site = await FakeSite.StartAsync(registry.Answer);

        var source = Source(site);
        var (servers, errors, failure) = await _harness.ReadAsync(source);

        failure.ShouldBeNull();
        errors.ShouldBeEmpty();
        servers.Select(static server => server.Name).ShouldBe(Enumerable.Range(0, 5).Select(static i => $"com.a-shop/server-{i}"));
        site.Requests.Select(static request => request.Query.GetValueOrDefault("cursor")).ShouldBe([null, "next:2", "next:4"]);
        site.Requests.ShouldAllBe(static request => request.Query["version"] == "latest" && request.Query["limit"] == "100");
        source.LastPass!.Complete.ShouldBeTrue();
    }

    [Fact]
    public async Task A_pass_takes_up_so_many_and_the_next_goes_on_exactly_there_until_only_updates_are_asked_for()
    {
        var registry = new FakeRegistry { PageSize = 4 };
        for (var i = 0; i < 10; i++) registry.AddRemote($"com.a-shop/server-{i}");
        await using var site = await FakeSite.StartAsync(registry.Answer);
        var source = Source(site, "remotes-per-pass: 3");
        var seen = new List<string>();
        string? bookmark = null;

        for (var pass = 0; pass < 4; pass++)
        {
            var (servers, _, failure) = await _harness.ReadAsync(source.ContinueAsync(bookmark, CancellationToken.None));
            failure.ShouldBeNull();
            servers.Count.ShouldBe(pass < 3 ? 3 : 1);
            seen.AddRange(servers.Select(static server => server.Name));
            source.LastPass!.Complete.ShouldBeFalse("no pass saw everything");
            bookmark = source.LastPass.Bookmark;
        }
        var asked = site.Requests.Count;
        await _harness.ReadAsync(source.ContinueAsync(bookmark, CancellationToken.None));

        seen.ShouldBe(Enumerable.Range(0, 10).Select(static i => $"com.a-shop/server-{i}"));
        site.Requests.Take(asked).ShouldAllBe(static request => !request.Query.ContainsKey("updated_since"));
        site.Requests[asked].Query["updated_since"].ShouldBe("2026-01-02T02:54:05Z", "ten minutes before the first pass began");
    }

    [Fact]
    public async Task A_reader_that_stops_early_gets_the_last_entry_once_more_and_loses_none()
    {
        var registry = new FakeRegistry { PageSize = 4 };
        for (var i = 0; i < 6; i++) registry.AddRemote($"com.a-shop/server-{i}");
        await using var site = await FakeSite.StartAsync(registry.Answer);
        var source = Source(site);

        await foreach (var item in source.ContinueAsync(null, CancellationToken.None))
        {
            if (item.Server!.Name.EndsWith("-1", StringComparison.Ordinal)) break;
        }
        var (servers, _, _) = await _harness.ReadAsync(source.ContinueAsync(source.LastPass!.Bookmark, CancellationToken.None));

        servers.Select(static server => server.Name[^1]).ShouldBe("12345");
    }

    [Fact]
    public async Task Updates_are_asked_for_by_time()
    {
        await using var site = await FakeSite.StartAsync(new FakeRegistry().AddRemote("com.a-shop/a").Answer);

        await _harness.ReadAsync(Source(site).DiscoverAsync(new DateTimeOffset(2026, 5, 4, 3, 2, 1, TimeSpan.FromHours(2)), CancellationToken.None));

        site.Requests[0].Query["updated_since"].ShouldBe("2026-05-04T01:02:01Z");
    }

    [Fact]
    public async Task A_cursor_that_comes_back_ends_the_pass_with_a_reason()
    {
        await using var site = await FakeSite.StartAsync(static request => FakeRegistry.Page(
            [FakeRegistry.Entry($"com.a-shop/server-{request.Number}", """ "remotes":[{"type":"sse","url":"https://a-shop.com/sse"}] """)], request.Number % 2 == 0 ? "even" : "odd"));
        var source = Source(site);

        var (servers, _, failure) = await _harness.ReadAsync(source);

        servers.Count.ShouldBe(3);
        failure!.Message.ShouldContain("same cursor twice");
        source.LastPass!.Complete.ShouldBeFalse();
    }

    [Fact]
    public async Task An_endless_cursor_ends_at_the_cap_of_pages()
    {
        await using var site = await FakeSite.StartAsync(static request => FakeRegistry.Page([], $"cursor-{request.Number}"));

        var (_, _, failure) = await _harness.ReadAsync(Source(site, "max-pages: 25"));

        site.Requests.Count.ShouldBe(25);
        failure!.Message.ShouldContain("max-pages");
    }

    [Fact]
    public async Task A_failure_in_the_middle_keeps_what_was_read_and_goes_on_there_next_time()
    {
        var registry = new FakeRegistry { PageSize = 2 };
        for (var i = 0; i < 4; i++) registry.AddRemote($"com.a-shop/server-{i}");
        var broken = true;
        await using var site = await FakeSite.StartAsync(request => broken && request.Query.ContainsKey("cursor") ? FakeAnswer.Error(500) : registry.Answer(request));
        var source = Source(site);

        var first = await _harness.ReadAsync(source);
        broken = false;
        var second = await _harness.ReadAsync(source.ContinueAsync(source.LastPass!.Bookmark, CancellationToken.None));

        first.Servers.Count.ShouldBe(2);
        first.Failure!.Message.ShouldContain("beyond the first 2 entries");
        second.Servers.Select(static server => server.Name[^1]).ShouldBe("23");
    }

    [Fact]
    public async Task A_bookmark_of_another_make_starts_over()
    {
        await using var site = await FakeSite.StartAsync(new FakeRegistry().AddRemote("com.a-shop/a").Answer);

        (await _harness.ReadAsync(Source(site).ContinueAsync("{not json", CancellationToken.None))).Servers.ShouldHaveSingleItem();
    }

    private IServerSource Source(FakeSite site, string more = "") => _harness.Create($"kind: registry\nurl: {site.Url}\n{more}\n");
}
