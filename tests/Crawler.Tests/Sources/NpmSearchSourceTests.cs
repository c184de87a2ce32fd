using Catalogue.TestSupport.Registries;

namespace Catalogue.Crawler.Tests.Sources;

public sealed class NpmSearchSourceTests : IDisposable
{
    private readonly SourceHarness _harness = new();

    public void Dispose() => _harness.Dispose();

    [Fact]
    public async Task Packages_are_found_by_keyword_page_by_page()
    {
        await using var site = await FakeSite.StartAsync(static request => Page(int.Parse(request.Query["from"]), Math.Min(250, 300 - int.Parse(request.Query["from"]))));

        var (servers, errors, failure) = await _harness.ReadAsync(Source(site, "packages: true\nlimit: 1000"));

        failure.ShouldBeNull();
        errors.ShouldBeEmpty();
        servers.Count.ShouldBe(300);
        site.Requests.Select(static request => (request.Query["text"], request.Query["from"])).ShouldBe([("keywords:mcp", "0"), ("keywords:mcp", "250")]);
        var first = servers[0];
        first.Repository.ShouldBe("https://github.com/a/package-0");
        var package = first.Endpoints.ShouldHaveSingleItem();
        (package.PackageType, package.PackageName, package.PackageVersion, package.Trusted).ShouldBe(("npm", "package-0", "1.0.0", true));
    }

    [Fact]
    public async Task The_limit_holds_over_an_endless_list()
    {
        await using var site = await FakeSite.StartAsync(static request => Page(int.Parse(request.Query["from"]), 250));

        (await _harness.ReadAsync(Source(site, "packages: true\nlimit: 600"))).Servers.Count.ShouldBe(600);

        site.Requests.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Without_leave_to_install_packages_they_are_only_counted()
    {
        await using var site = await FakeSite.StartAsync(static _ => Page(0, 3));
        var source = Source(site);

        (await _harness.ReadAsync(source)).Servers.ShouldBeEmpty();

        source.LastPass!.LeftOut.ShouldBe(3);
        source.LastPass.LeftOutWhy!.ShouldContain("packages: true");
    }

    [Theory]
    [InlineData("<html>")]
    [InlineData("{\"objects\":[{\"package\":")]
    public async Task An_answer_that_is_no_list_is_told(string answer)
    {
        await using var site = await FakeSite.StartAsync(_ => FakeAnswer.Text(answer));

        (await _harness.ReadAsync(Source(site))).Failure!.Message.ShouldContain("JSON");
    }

    [Fact]
    public async Task Odd_results_are_counted()
    {
        await using var site = await FakeSite.StartAsync(static _ => FakeAnswer.Text("""{"objects":[{},{"package":{"name":7}},{"package":{"name":"ok"}},null]}"""));

        var (servers, errors, _) = await _harness.ReadAsync(Source(site, "packages: true"));

        servers.Select(static server => server.Name).ShouldBe(["7", "ok"]);
        errors.Count.ShouldBe(2);
    }

    private static FakeAnswer Page(int from, int count) => FakeAnswer.Text($$"""{"objects":[{{string.Join(',', Enumerable.Range(from, count).Select(Result))}}],"total":9999}""");

    private static string Result(int i) =>
        "{\"package\":{\"name\":\"package-" + i + "\",\"version\":\"1.0.0\",\"description\":\"x\",\"date\":\"2026-01-01T00:00:00Z\",\"links\":{\"repository\":\"https://github.com/a/package-" + i + "\"}}}";

    private Crawler.Sources.IServerSource Source(FakeSite site, string more = "") => _harness.Create($"kind: npm-search\nregistry: {site.Url}\nkeywords: [mcp]\n{more}\n");
}
