using System.IO.Compression;
using System.Text;
using Catalogue.Crawler.Jobs;
using Catalogue.Crawler.Model;
using Catalogue.Crawler.Storage;
using Catalogue.Crawler.Tests.Storage;
using Catalogue.TestSupport;
using static Catalogue.Crawler.Tests.Storage.StoreFixture;

namespace Catalogue.Crawler.Tests.Jobs;

public sealed class ImportJobTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<(int Line, string Problem)> _bad = [];
    private StoreFixture _store = null!;

    public async Task InitializeAsync() => _store = await StoreFixture.OpenAsync(DatabaseAddress.Parse(null, _folder.Path));

    public Task DisposeAsync()
    {
        _store.Dispose();
        _folder.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Declared_tools_of_a_new_server_are_taken_up()
    {
        var result = await ImportAsync(
            """{"server":"Mine","tool":"a","description":"first","package":"npm:mine","repository":"https://code.example/mine"}""",
            """{"server":"Mine","tool":"b","input_schema":{"type":"object"}}""");
        (result.Servers, result.NewServers, result.Added).ShouldBe((1, 1, 2));
        var server = (await _store.ReadAllAsync()).Single();
        server.Name.ShouldBe("Mine");
        server.Observation.Outcome.ShouldBe(Outcome.Declared);
        server.Observation.LastGoodAt.ShouldBe(_store.Clock.Now);
        server.Repository.ShouldBe("https://code.example/mine");
        server.Tools.ShouldAllBe(tool => tool.Declared);
    }

    [Fact]
    public async Task Importing_the_same_again_changes_nothing()
    {
        const string Line = """{"server":"Mine","tool":"a","description":"first"}""";
        await ImportAsync(Line);
        var revision = await _store.Store.GetRevisionAsync(default);
        (await ImportAsync(Line)).Unchanged.ShouldBe(1);
        (await _store.Store.GetRevisionAsync(default)).ShouldBe(revision);
    }

    [Fact]
    public async Task Of_repeated_lines_the_last_counts_without_a_trace_of_the_others()
    {
        await ImportAsync([.. Enumerable.Range(0, 5000).Select(i => $$"""{"server":"Mine","tool":"t{{i % 10}}","description":"{{i}}"}""")]);
        var server = (await _store.ReadAllAsync()).Single();
        server.Tools.Single(tool => tool.Name == "t3").Definition.Description.ShouldBe("4993");
        server.History.Count(entry => entry.Tool is not null).ShouldBe(10);
    }

    [Fact]
    public async Task Bad_lines_are_told_with_their_number_and_skipped()
    {
        var result = await ImportAsync("""{"server":"Mine","tool":"a"}""", "{broken", """{"server":"Mine"}""", """{"server":"Mine","tool":"b"}""");
        result.Added.ShouldBe(2);
        _bad.Select(bad => bad.Line).ShouldBe([2, 3]);
    }

    [Fact]
    public async Task What_the_running_server_gave_is_never_overridden()
    {
        var id = await _store.UpsertAsync(Listed("io.example/one", url: "https://one.example/mcp"));
        await _store.Store.RecordInspectionAsync(id, Answer(Tool("a", "observed")), default);
        var result = await ImportAsync("""{"server":"io.example/one","tool":"a","description":"declared"}""", """{"server":"io.example/one","tool":"b"}""");
        (result.KeptObserved, result.Added, result.NewServers).ShouldBe((1, 1, 0));
        var server = await _store.ReadAsync(id);
        server.Tools.Single(tool => tool.Name == "a").Definition.Description.ShouldBe("observed");
        server.Tools.Single(tool => tool.Name == "b").Declared.ShouldBeTrue();
        server.Observation.Outcome.ShouldBe(Outcome.Observed);
    }

    [Fact]
    public async Task An_observation_overrides_a_declaration()
    {
        await ImportAsync("""{"server":"Mine","tool":"a","description":"declared"}""", """{"server":"Mine","tool":"b"}""");
        var id = (await _store.ReadAllAsync()).Single().Id;
        await _store.Store.RecordInspectionAsync(id, Answer(Tool("a", "observed")), default);
        var server = await _store.ReadAsync(id);
        server.Tools.Single(tool => tool.Name == "a").Declared.ShouldBeFalse();
        server.Tools.Single(tool => tool.Name == "b").RemovedAt.ShouldNotBeNull();
        server.Observation.Outcome.ShouldBe(Outcome.Observed);
    }

    [Fact]
    public async Task Without_replace_nothing_is_removed_and_with_it_the_file_is_the_whole_list()
    {
        await ImportAsync("""{"server":"Mine","tool":"a"}""", """{"server":"Mine","tool":"b"}""", """{"server":"Other","tool":"x"}""");
        (await ImportAsync("""{"server":"Mine","tool":"c"}""")).Removed.ShouldBe(0);
        var result = await ImportAsync(replace: true, """{"server":"Mine","tool":"a"}""");
        result.Removed.ShouldBe(2);
        var servers = await _store.ReadAllAsync();
        servers.Single(server => server.Name == "Mine").Tools.Where(tool => tool.RemovedAt is null).Select(tool => tool.Name).ShouldBe(["a"]);
        servers.Single(server => server.Name == "Other").Tools.Single().RemovedAt.ShouldBeNull();
    }

    [Fact]
    public async Task Names_that_a_file_tells_apart_stay_two_servers_even_with_one_package()
    {
        await ImportAsync("""{"server":"First","tool":"a","package":"npm:same"}""", """{"server":"Second","tool":"a","package":"npm:same"}""");
        (await _store.ReadAllAsync()).Select(server => (server.Name, server.Tools.Count)).ShouldBe([("First", 1), ("Second", 1)]);
        var registered = await _store.UpsertAsync(Listed("io.example/same", package: "same"));
        var servers = await _store.ReadAllAsync();
        servers.Count.ShouldBe(2);
        servers.Single(server => server.Id == registered).Aliases.ShouldContain("First");
    }

    [CorpusFact]
    public async Task The_corpus_is_taken_up_whole()
    {
        var result = await new ImportJob(_store.Store).RunAsync([Corpus.File("tools.jsonl.gz")!], null, false, (_, line, problem) => _bad.Add((line, problem)), default);
        result.Added.ShouldBe(23_262);
        result.Servers.ShouldBe(2_423);
        _bad.ShouldBeEmpty();
    }

    private Task<ImportResult> ImportAsync(params string[] lines) => ImportAsync(replace: false, lines);

    private async Task<ImportResult> ImportAsync(bool replace, params string[] lines)
    {
        var path = _folder.File("import.jsonl.gz");
        await using (var zip = new GZipStream(File.Create(path), CompressionLevel.Fastest)) await zip.WriteAsync(Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        return await new ImportJob(_store.Store).RunAsync([path], null, replace, (_, line, problem) => _bad.Add((line, problem)), default);
    }
}
