using Catalogue.Crawler.Files;
using Catalogue.Crawler.Sources;
using Catalogue.TestSupport;
using Catalogue.TestSupport.Registries;

namespace Catalogue.Crawler.Tests.Sources;

public sealed class SourceResolverTests : IDisposable
{
    private readonly ScratchFolder _folder = new();
    private readonly SourceHarness _harness = new();
    private readonly SourceResolver _resolver = new(SourceCatalogue.Load(SourceFiles.Embedded));

    public void Dispose()
    {
        _folder.Dispose();
        _harness.Dispose();
    }

    [Theory]
    [InlineData("official-registry")]
    [InlineData("Docker-Catalogue")]
    public void A_configured_source_is_known_by_name_whether_it_is_on_or_off(string name) =>
        _resolver.Resolve(name).Name.ShouldBe(name.ToLowerInvariant());

    [Theory]
    [InlineData("")]
    [InlineData("v0.1/servers?limit=5")]
    public async Task A_URL_is_a_registry(string path)
    {
        await using var site = await FakeSite.StartAsync(new FakeRegistry().AddRemote("com.a-shop/a").Answer);

        var source = _resolver.Resolve(site.Url + path);
        var (servers, _, failure) = await _harness.ReadAsync(source.Create(_harness.Context));

        failure.ShouldBeNull();
        source.Name.ShouldBe($"127.0.0.1:{site.Port}");
        servers.ShouldHaveSingleItem().Source.ShouldBe(source.Name);
    }

    [Fact]
    public async Task A_URL_of_YAML_is_a_Docker_catalogue()
    {
        await using var site = await FakeSite.StartAsync(static _ => FakeAnswer.Text("registry: {a: {image: a/b}}"));

        (await _harness.ReadAsync(_resolver.Resolve(site.Url + "catalog.yaml").Create(_harness.Context))).Servers.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("mcp.json", """{"mcpServers":{"x":{"url":"https://a-shop.com/mcp"}}}""", "client-config")]
    [InlineData("vscode.json", """{"servers":{"x":{"url":"https://a-shop.com/mcp"}}}""", "client-config")]
    [InlineData("page.json", """{"servers":[{"server":{"name":"com.a-shop/x"}}],"metadata":{}}""", "registry")]
    [InlineData("mine.yaml", "kind: list\nservers: [{package: 'npm:a@1.0.0'}]\n", "list")]
    [InlineData("catalog.yml", "registry: {x: {image: a/b}}\n", "docker-catalogue")]
    [InlineData("tools.jsonl", "{\"server\":\"x\",\"tool\":\"y\"}\n", "definitions")]
    public async Task A_file_is_told_by_its_content(string name, string content, string kind)
    {
        var path = _folder.Write(name, content);

        var source = _resolver.Resolve(path);

        source.Kind.ShouldBe(kind);
        (await _harness.ReadAsync(source.Create(_harness.Context))).Servers.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("other.json", "{}", "neither")]
    [InlineData("broken.json", "{\n!", "line 2")]
    [InlineData("tools.json", """{"tools":[]}""", "import")]
    [InlineData("other.yaml", "a: 1\n", "neither")]
    public void A_file_of_something_else_is_refused_with_a_hint(string name, string content, string hint) =>
        Should.Throw<FileContentException>(() => _resolver.Resolve(_folder.Write(name, content))).Message.ShouldContain(hint);

    [Fact]
    public void A_word_that_means_nothing_is_refused_with_what_would_do() =>
        Should.Throw<FileContentException>(() => _resolver.Resolve("nowhere")).Message.ShouldContain("official-registry");

    [RegistryDumpFact]
    public async Task A_saved_dump_is_taken_up_whole()
    {
        var source = _resolver.Resolve(RegistryDumpFactAttribute.DumpFile!).Create(_harness.Context);

        var (servers, errors, failure) = await _harness.ReadAsync(source);

        failure.ShouldBeNull();
        errors.ShouldBeEmpty();
        servers.Count.ShouldBe(510);
        source.LastPass!.LeftOut.ShouldBe(545);
    }
}
