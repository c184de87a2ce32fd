using Catalogue.Crawler.Model;
using Catalogue.Crawler.Sources;
using Catalogue.TestSupport.Registries;

namespace Catalogue.Crawler.Tests.Sources;

public sealed class RegistrySourceTests : IDisposable
{
    private readonly SourceHarness _harness = new();

    public void Dispose() => _harness.Dispose();

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

    private IServerSource Source(FakeSite site, string more = "") => _harness.Create($"kind: registry\nurl: {site.Url}\n{more}\n");
}
