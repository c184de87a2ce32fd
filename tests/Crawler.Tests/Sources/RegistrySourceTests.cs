using System.Text;
using Catalogue.Crawler.Model;
using Catalogue.Crawler.Sources;
using Catalogue.TestSupport.Registries;

namespace Catalogue.Crawler.Tests.Sources;

public sealed class RegistrySourceTests : IDisposable
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
    public async Task An_entry_is_kept_byte_for_byte()
    {
        var odd = """{ "server" : {"name":"com.a-shop/odd",  "x": 1.50, "y":"\u00e9é","name":"com.a-shop/odd"},"_meta":{} }""";
        await using var site = await FakeSite.StartAsync(_ => FakeRegistry.Page([FakeRegistry.Entry("com.a-shop/a"), odd], null));

        var (servers, _, _) = await _harness.ReadAsync(Source(site));

        Encoding.UTF8.GetString(servers[1].RawEntry!.Value.Span).ShouldBe(odd);
    }

    [Fact]
    public async Task Malformed_entries_are_counted_and_the_rest_goes_on()
    {
        string[] entries =
        [
            FakeRegistry.Entry("com.a-shop/first"), "null", "[]", "\"text\"", "{}", """{"server":"x"}""", """{"server":{"name":""}}""", """{"server":{"name":5}}""",
            "{\"server\":{\"name\":\"" + new string('n', 400) + "\"}}", "{\"server\":{\"name\":\"a\\u0000b\"}}", "{\"server\":{\"name\":\"lone\\ud800\"}}",
            "{\"server\":{\"name\":\"deep\",\"x\":" + new string('[', 200) + new string(']', 200) + "}}",
            """{"server":{"name":"com.a-shop/odd","packages":"none","remotes":[1,{"url":7},{"type":"carrier-pigeon","url":"https://x.net"}],"repository":[]},"_meta":3}""",
            FakeRegistry.Entry("com.a-shop/last"),
        ];
        await using var site = await FakeSite.StartAsync(_ => FakeRegistry.Page(entries, null));

        var (servers, errors, failure) = await _harness.ReadAsync(Source(site));

        failure.ShouldBeNull();
        servers.Select(static server => server.Name).ShouldBe(["com.a-shop/first", "5", "com.a-shop/odd", "com.a-shop/last"]);
        errors.Count.ShouldBe(10);
        errors.ShouldContain(static error => error.StartsWith("entry 2:", StringComparison.Ordinal));
        errors.ShouldAllBe(static error => !error.Any(char.IsControl));
    }

    [Fact]
    public async Task What_is_deleted_or_deprecated_says_so_with_its_reason_even_when_it_is_a_package()
    {
        await using var site = await FakeSite.StartAsync(_ => FakeRegistry.Page(
            [
                FakeRegistry.Entry("com.a-shop/gone", """ "packages":[{"registryType":"npm","identifier":"gone"}] """, """ "status":"deleted","statusMessage":"spam" """),
                FakeRegistry.Entry("com.a-shop/old", """ "remotes":[{"type":"sse","url":"https://old.a-shop.com/sse"}] """, """ "status":"deprecated" """),
            ], null));

        var (servers, _, _) = await _harness.ReadAsync(Source(site));

        servers.Select(static server => (server.Name, server.Status, server.StatusMessage)).ShouldBe(
            [("com.a-shop/gone", ServerStatus.Deleted, "spam"), ("com.a-shop/old", ServerStatus.Deprecated, null)]);
    }

    [Fact]
    public async Task Superseded_versions_are_passed_over()
    {
        await using var site = await FakeSite.StartAsync(_ => FakeRegistry.Page(
            [FakeRegistry.Entry("com.a-shop/a", "", """ "isLatest":false """), FakeRegistry.Entry("com.a-shop/a")], null));

        (await _harness.ReadAsync(Source(site))).Servers.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Packages_are_left_out_and_counted_until_the_setting_lifts_it()
    {
        var registry = new FakeRegistry().AddPackage("com.a-shop/one", "one").AddRemote("com.a-shop/two").AddPackage("com.a-shop/three", "three");
        await using var site = await FakeSite.StartAsync(registry.Answer);
        var without = Source(site);
        var with = Source(site, "packages: true");

        (await _harness.ReadAsync(without)).Servers.ShouldHaveSingleItem();
        without.LastPass!.LeftOut.ShouldBe(2);
        without.LastPass.LeftOutWhy!.ShouldContain("packages: true");
        var (servers, _, _) = await _harness.ReadAsync(with);
        servers.Count.ShouldBe(3);
        servers[0].Endpoints.ShouldHaveSingleItem().Trusted.ShouldBeTrue();
        with.LastPass!.LeftOut.ShouldBe(0);
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
    public async Task A_busy_registry_is_asked_again_after_the_time_it_names()
    {
        var registry = new FakeRegistry().AddRemote("com.a-shop/a");
        await using var site = await FakeSite.StartAsync(request => request.Number <= 2 ? FakeAnswer.Error(429).With("Retry-After", "30") : registry.Answer(request));
        var began = _harness.Time.GetUtcNow();

        var (servers, _, failure) = await _harness.ReadAsync(Source(site));

        failure.ShouldBeNull();
        servers.ShouldHaveSingleItem();
        (_harness.Time.GetUtcNow() - began).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(60));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    public async Task A_failing_registry_is_asked_again_and_then_given_up_with_its_answer(int status)
    {
        await using var site = await FakeSite.StartAsync(_ => FakeAnswer.Error(status));

        var (_, _, failure) = await _harness.ReadAsync(Source(site));

        site.Requests.Count.ShouldBe(5);
        failure!.Message.ShouldContain($"answered {status}");
    }

    [Fact]
    public async Task A_registry_that_says_no_is_not_asked_again()
    {
        await using var site = await FakeSite.StartAsync(static _ => FakeAnswer.Error(403));

        (await _harness.ReadAsync(Source(site))).Failure!.Message.ShouldContain("403");

        site.Requests.Count.ShouldBe(1);
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
    public async Task A_connection_cut_in_the_middle_of_a_page_is_tried_again()
    {
        var registry = new FakeRegistry().AddRemote("com.a-shop/a");
        await using var site = await FakeSite.StartAsync(request => request.Number == 1 ? registry.Answer(request) with { CutAfter = 20 } : registry.Answer(request));

        (await _harness.ReadAsync(Source(site))).Servers.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("{\"servers\":[%,{\"server\":{\"name\":\"cut")]
    [InlineData("{\"servers\":[%,nonsense]}")]
    [InlineData("{\"servers\":[%")]
    public async Task Of_a_truncated_page_the_whole_entries_count(string page)
    {
        await using var site = await FakeSite.StartAsync(_ => FakeAnswer.Text(page.Replace("%", FakeRegistry.Entry("com.a-shop/whole"), StringComparison.Ordinal)));

        var (servers, _, failure) = await _harness.ReadAsync(Source(site));

        servers.ShouldHaveSingleItem().Name.ShouldBe("com.a-shop/whole");
        failure!.Message.ShouldContain("not whole JSON");
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>Sign in</html>")]
    [InlineData("[]")]
    [InlineData("{\"items\":[]}")]
    [InlineData("{\"servers\":{}}")]
    public async Task What_is_no_registry_is_told(string answer)
    {
        await using var site = await FakeSite.StartAsync(_ => FakeAnswer.Text(answer));

        (await _harness.ReadAsync(Source(site))).Failure.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_page_of_gigabytes_is_not_read()
    {
        await using var site = await FakeSite.StartAsync(static _ => FakeAnswer.Drip(new byte[1 << 20], TimeSpan.Zero));

        var (_, _, failure) = await _harness.ReadAsync(Source(site));

        failure!.Message.ShouldContain("exceeds");
        site.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_registry_that_sends_us_inside_is_refused()
    {
        await using var inside = await FakeSite.StartAsync(static _ => FakeAnswer.Text("secret"));
        await using var site = await FakeSite.StartAsync(_ => FakeAnswer.Redirect(302, inside.Url.AbsoluteUri));

        (await _harness.ReadAsync(Source(site))).Failure!.Message.ShouldContain("does not visit");

        inside.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_registry_under_a_path_is_asked_there()
    {
        await using var site = await FakeSite.StartAsync(static request => request.Path == "/company/mcp/v0.1/servers" ? FakeRegistry.Page([], null) : FakeAnswer.Error(404));

        (await _harness.ReadAsync(_harness.Create($"kind: registry\nurl: {site.Url}company/mcp/\n"))).Failure.ShouldBeNull();
    }

    [Fact]
    public async Task A_bookmark_of_another_make_starts_over()
    {
        await using var site = await FakeSite.StartAsync(new FakeRegistry().AddRemote("com.a-shop/a").Answer);

        (await _harness.ReadAsync(Source(site).ContinueAsync("{not json", CancellationToken.None))).Servers.ShouldHaveSingleItem();
    }

    private IServerSource Source(FakeSite site, string more = "") => _harness.Create($"kind: registry\nurl: {site.Url}\n{more}\n");
}
