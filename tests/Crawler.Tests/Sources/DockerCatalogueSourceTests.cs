using System.Text;
using Catalogue.Crawler.Model;
using Catalogue.TestSupport.Registries;

namespace Catalogue.Crawler.Tests.Sources;

public sealed class DockerCatalogueSourceTests : IDisposable
{
    private const string Catalogue = """
        version: 3
        name: a-catalogue
        registry:
          search:
            title: Search
            description: Searches things.
            type: server
            image: mcp/search@sha256:0123
            upstream: https://github.com/a-shop/search
            toolsUrl: TOOLS
            command: [--transport=stdio]
            tools:
              - name: find
              - name: forget
            secrets:
              - name: search.key
                env: SEARCH_KEY
            env:
              - name: MODE
                value: stdio
              - name: USER_NAME
                value: '{{search.user}}'
          remote:
            type: remote
            remote:
              transport_type: sse
              url: https://mcp.a-shop.com/sse
              headers: {X-Key: '${KEY}'}
          shell:
            type: poci
            image: alpine:3
            tools:
              - name: run
                description: Runs a command.
                parameters: {type: object, properties: {command: {type: string}}, required: [command]}
          broken: just a text
        """;

    private readonly SourceHarness _harness = new();

    public void Dispose() => _harness.Dispose();

    [Fact]
    public async Task Images_remotes_settings_and_declared_tools_are_read()
    {
        await using var site = await FakeSite.StartAsync(static _ => FakeAnswer.Text(Catalogue));

        var (servers, errors, failure) = await _harness.ReadAsync(Source(site));

        failure.ShouldBeNull();
        errors.ShouldHaveSingleItem().ShouldContain("'broken'");
        servers.Select(static server => server.Name).ShouldBe(["search", "remote", "shell"]);
        var search = servers[0];
        var image = search.Endpoints.ShouldHaveSingleItem();
        (image.PackageType, image.PackageName, image.PackageVersion, image.Trusted).ShouldBe(("oci", "mcp/search", "sha256:0123", false));
        image.Arguments.ShouldBe(["--transport=stdio"]);
        image.Settings.ShouldBe([new EndpointSetting("SEARCH_KEY", true, true), new EndpointSetting("MODE", false, false, "stdio"), new EndpointSetting("USER_NAME", true, false)]);
        search.DeclaredTools!.Select(static tool => tool.Name).ShouldBe(["find", "forget"]);
        search.Repository.ShouldBe("https://github.com/a-shop/search");
        servers[1].Endpoints.ShouldHaveSingleItem().Kind.ShouldBe(EndpointKind.Sse);
        servers[2].Endpoints.ShouldBeEmpty("the image of such an entry is a tool, not a server");
        Encoding.UTF8.GetString(servers[2].DeclaredTools![0].InputSchema.Span).ShouldBe("""{"type":"object","properties":{"command":{"type":"string"}},"required":["command"]}""");
        site.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Descriptions_are_fetched_when_asked_for_and_from_the_same_host_alone()
    {
        await using var elsewhere = await FakeSite.StartAsync(static _ => FakeAnswer.Text("[]"));
        FakeSite? own = null;
        await using var site = own = await FakeSite.StartAsync(request => FakeAnswer.Text(request.Path == "/tools"
            ? """[{"name":"find","description":"Finds things.","arguments":[{"name":"what","type":"string","desc":"Words"},{"name":"most","type":"number","desc":"","optional":true}]}]"""
            : Catalogue.Replace("TOOLS", new Uri(own!.Url, "/tools").AbsoluteUri, StringComparison.Ordinal)));

        var (servers, _, _) = await _harness.ReadAsync(Source(site, "descriptions: true"));

        var find = servers[0].DeclaredTools![0];
        find.Description.ShouldBe("Finds things.");
        Encoding.UTF8.GetString(find.InputSchema.Span).ShouldBe(
            """{"type":"object","properties":{"what":{"type":"string","description":"Words"},"most":{"type":"number"}},"required":["what"]}""");
        servers[0].DeclaredTools!.Count.ShouldBe(2, "tools that the fuller list lacks stay");
        elsewhere.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Lines_that_swell_are_met_by_the_caps()
    {
        var bomb = new StringBuilder("registry:\n  a: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
        for (var i = 1; i < 10; i++) bomb.Append($"  b{i}: &a{i} [*a{i - 1},*a{i - 1},*a{i - 1},*a{i - 1},*a{i - 1},*a{i - 1},*a{i - 1},*a{i - 1},*a{i - 1},*a{i - 1}]\n");
        await using var site = await FakeSite.StartAsync(_ => FakeAnswer.Text(bomb.ToString()));

        (await _harness.ReadAsync(Source(site))).Failure!.Message.ShouldContain("more than");
    }

    [Theory]
    [InlineData("registry: [1, 2]", "registry")]
    [InlineData("other: 1", "registry")]
    [InlineData("", "registry")]
    [InlineData("registry: {a: [unclosed", "line")]
    [InlineData("registry: *nothing", "alias")]
    public async Task What_is_no_catalogue_is_told(string text, string hint)
    {
        await using var site = await FakeSite.StartAsync(_ => FakeAnswer.Text(text));

        (await _harness.ReadAsync(Source(site))).Failure!.Message.ShouldContain(hint);
    }

    [Fact]
    public async Task A_catalogue_nested_without_end_does_not_take_the_program_down()
    {
        await using var site = await FakeSite.StartAsync(_ => FakeAnswer.Text("registry: " + new string('[', 200_000)));

        (await _harness.ReadAsync(Source(site))).Failure!.Message.ShouldContain("deeper");
    }

    private Crawler.Sources.IServerSource Source(FakeSite site, string more = "") => _harness.Create($"kind: docker-catalogue\nurl: {site.Url}catalog.yaml\n{more}\n");
}
