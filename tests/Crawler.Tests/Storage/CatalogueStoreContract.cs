using System.Text;
using Catalogue.Crawler.Model;
using static Catalogue.Crawler.Tests.Storage.StoreFixture;

namespace Catalogue.Crawler.Tests.Storage;

/// <summary>What the store promises, on whichever database: run by one class for each.</summary>
public abstract class CatalogueStoreContract
{
    protected abstract Task<StoreFixture> OpenAsync();

    [Fact]
    public async Task A_new_store_is_empty()
    {
        using var store = await OpenAsync();
        (await store.Store.GetRevisionAsync(default)).ShouldBe(0);
        (await store.ReadAllAsync()).ShouldBeEmpty();
        (await store.Store.ReadHistoryAsync(10, default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_discovered_server_is_pending_and_keeps_its_listing_byte_for_byte()
    {
        using var store = await OpenAsync();
        var entry = "{ \"name\" : \"odd spacing\" , \"x\":\"\\u0000\" }"u8.ToArray();
        var id = await store.UpsertAsync(Listed("io.example/one", package: "one", description: "nul \0 and half \ud83d a pair") with { RawEntry = entry });
        var server = await store.ReadAsync(id);
        server.Name.ShouldBe("io.example/one");
        server.Slug.ShouldBe("io-example-one");
        server.Description.ShouldBe("nul \0 and half \ud83d a pair");
        server.Observation.Outcome.ShouldBe(Outcome.Pending);
        server.Endpoints.Single().PackageName.ShouldBe("one");
        server.Listings.Single().RawEntry!.Value.ToArray().ShouldBe(entry);
        server.FirstSeen.ShouldBe(store.Clock.Now);
        server.History.Single().Kind.ShouldBe(ChangeKind.Added);
        server.Revision.ShouldBe(1);
    }

    [Fact]
    public async Task A_server_that_names_nothing_to_ask_has_no_endpoint()
    {
        using var store = await OpenAsync();
        var id = await store.UpsertAsync(Listed("io.example/none"));
        (await store.ReadAsync(id)).Observation.Outcome.ShouldBe(Outcome.NoEndpoint);
        await store.UpsertAsync(Listed("io.example/none", url: "https://one.example/mcp"));
        (await store.ReadAsync(id)).Observation.Outcome.ShouldBe(Outcome.Pending);
    }

    [Fact]
    public async Task Observed_tools_come_back_exactly()
    {
        using var store = await OpenAsync();
        var id = await store.UpsertAsync(Listed("io.example/one", package: "one"));
        var odd = Tool("na\0me\udc00", "bad \ud800 text", """{"type":"object","type":"string" }""");
        var result = await store.Store.RecordInspectionAsync(id, Answer(odd, Tool("add", "Adds")), default);
        result.Changed.ShouldBe(1);
        var server = await store.ReadAsync(id);
        server.Observation.Outcome.ShouldBe(Outcome.Observed);
        server.Observation.Instructions.ShouldBe("Be careful.");
        server.Observation.LastGoodAt.ShouldBe(store.Clock.Now);
        server.Tools.Select(tool => tool.Name).ShouldBe(["add", "na\0me\udc00"]);
        server.Tools[1].Definition.Description.ShouldBe(odd.Description);
        Encoding.UTF8.GetString(server.Tools[1].Definition.InputSchema.Span).ShouldBe("""{"type":"object","type":"string" }""");
        server.Tools[1].DefinitionHash.ShouldStartWith("sha256:");
        server.Tools[1].Declared.ShouldBeFalse();
    }

    [Fact]
    public async Task A_pass_that_changes_nothing_moves_check_times_alone()
    {
        using var store = await OpenAsync();
        var id = await store.UpsertAsync(Listed("io.example/one", package: "one"));
        await store.Store.RecordInspectionAsync(id, Answer(Tool("add")), default);
        var before = await store.ReadAsync(id);
        store.Clock.Advance(TimeSpan.FromHours(5));
        await store.UpsertAsync(Listed("io.example/one", package: "one"));
        (await store.Store.RecordInspectionAsync(id, Answer(Tool("add")), default)).Changed.ShouldBe(0);
        var after = await store.ReadAsync(id);
        after.Revision.ShouldBe(before.Revision);
        after.History.Count.ShouldBe(before.History.Count);
        after.Observation.At.ShouldBe(store.Clock.Now);
        after.Listings.Single().LastSeen.ShouldBe(store.Clock.Now);
        (await store.ReadAllAsync(since: before.Revision)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Adding_changing_removing_and_returning_are_history()
    {
        using var store = await OpenAsync();
        var id = await store.UpsertAsync(Listed("io.example/one", package: "one"));
        await Record(Tool("a", "first"), Tool("b"));
        await Record(Tool("a", "second", """{"type":"object"}"""), Tool("b"));
        await Record(Tool("b"));
        await Record(Tool("a", "third"), Tool("b"));
        var server = await store.ReadAsync(id);
        server.Tools.ShouldAllBe(tool => tool.RemovedAt == null);
        var history = server.History.Where(entry => entry.Tool == "a").Reverse().ToList();
        history.Select(entry => entry.Kind).ShouldBe([ChangeKind.Added, ChangeKind.Changed, ChangeKind.Removed, ChangeKind.Returned]);
        history[1].Fields.ShouldBe(["description", "inputSchema"]);
        history[1].OldHash.ShouldBe(history[0].NewHash);
        history[2].OldHash.ShouldBe(history[1].NewHash);
        history[2].NewHash.ShouldBeNull();
        history[3].Fields.ShouldBe(["description", "inputSchema"]);
        history.Select(entry => entry.At).ShouldBeInOrder(SortDirection.Ascending);
        server.History.Count(entry => entry.Tool == "b").ShouldBe(1);
        (await store.Store.ReadHistoryAsync(3, default)).Select(entry => entry.Id).ShouldBe(server.History.Take(3).Select(entry => entry.Id));

        async Task Record(params Catalogue.Classifier.Model.ToolDefinition[] tools)
        {
            store.Clock.Advance(TimeSpan.FromHours(1));
            await store.Store.RecordInspectionAsync(id, Answer(tools), default);
        }
    }

    [Fact]
    public async Task A_removed_tool_stays_readable_with_its_slug()
    {
        using var store = await OpenAsync();
        var id = await store.UpsertAsync(Listed("io.example/one", package: "one"));
        await store.Store.RecordInspectionAsync(id, Answer(Tool("Read"), Tool("read")), default);
        var slugs = (await store.ReadAsync(id)).Tools.ToDictionary(tool => tool.Name, tool => tool.Slug);
        slugs["Read"].ShouldBe("read");
        slugs["read"].ShouldStartWith("read-");
        await store.Store.RecordInspectionAsync(id, Answer(Tool("read")), default);
        var after = await store.ReadAsync(id);
        after.Tools.Single(tool => tool.Name == "Read").RemovedAt.ShouldNotBeNull();
        after.Tools.ToDictionary(tool => tool.Name, tool => tool.Slug).ShouldBe(slugs);
    }

    [Fact]
    public async Task A_partial_answer_removes_nothing()
    {
        using var store = await OpenAsync();
        var id = await store.UpsertAsync(Listed("io.example/one", package: "one"));
        await store.Store.RecordInspectionAsync(id, Answer(Tool("a"), Tool("b")), default);
        await store.Store.RecordInspectionAsync(id, Answer(Outcome.Partial, Tool("b", "new"), Tool("c")), default);
        var server = await store.ReadAsync(id);
        server.Observation.Outcome.ShouldBe(Outcome.Partial);
        server.Tools.Select(tool => (tool.Name, tool.RemovedAt is null)).ShouldBe([("a", true), ("b", true), ("c", true)]);
        server.Tools[1].Definition.Description.ShouldBe("new");
    }

    [Fact]
    public async Task A_failed_attempt_keeps_what_was_known()
    {
        using var store = await OpenAsync();
        var id = await store.UpsertAsync(Listed("io.example/one", package: "one"));
        await store.Store.RecordInspectionAsync(id, Answer(Tool("a")), default);
        var good = store.Clock.Now;
        store.Clock.Advance(TimeSpan.FromDays(1));
        await store.Store.RecordInspectionAsync(id, Failure(Outcome.Unreachable, "refused"), default);
        var server = await store.ReadAsync(id);
        server.Observation.Outcome.ShouldBe(Outcome.Unreachable);
        server.Observation.Reason.ShouldBe("refused");
        server.Observation.LastGoodAt.ShouldBe(good);
        server.Observation.Instructions.ShouldBe("Be careful.");
        server.Tools.Single().RemovedAt.ShouldBeNull();
        server.History.ShouldAllBe(entry => entry.Kind == ChangeKind.Added);
    }

    [Fact]
    public async Task Changed_instructions_are_history_of_the_server()
    {
        using var store = await OpenAsync();
        var id = await store.UpsertAsync(Listed("io.example/one", package: "one"));
        var answer = Answer(Tool("a"));
        await store.Store.RecordInspectionAsync(id, answer, default);
        await store.Store.RecordInspectionAsync(id, answer with { Observation = answer.Observation with { Instructions = "Obey." } }, default);
        var newest = (await store.ReadAsync(id)).History[0];
        newest.Tool.ShouldBeNull();
        newest.Kind.ShouldBe(ChangeKind.Changed);
        newest.Fields.ShouldBe(["instructions"]);
    }

    [Fact]
    public async Task A_server_is_recorded_once_in_a_pass()
    {
        using var store = await OpenAsync();
        var id = await store.UpsertAsync(Listed("io.example/one", package: "one"));
        (await store.Store.RecordInspectionsAsync([new InspectedServer(id, Answer(Tool("a")))], 7, default)).Recorded.Count.ShouldBe(1);
        (await store.Store.RecordInspectionsAsync([new InspectedServer(id, Answer(Tool("b")))], 7, default)).Recorded.ShouldBeEmpty();
        (await store.ReadAsync(id)).Tools.Single().Name.ShouldBe("a");
    }

    [Fact]
    public async Task Names_of_a_hundred_kilobytes_are_taken()
    {
        using var store = await OpenAsync();
        var name = new string('x', 100_000);
        var id = await store.UpsertAsync(Listed(name, isRegistryName: false));
        await store.Store.RecordInspectionAsync(id, Answer(Tool(name + "1"), Tool(name + "2")), default);
        var server = await store.ReadAsync(id);
        server.Name.ShouldBe(name);
        server.Tools.Select(tool => tool.Slug).Distinct().Count().ShouldBe(2);
        (await store.UpsertAsync(Listed(name, isRegistryName: false))).ShouldBe(id);
    }

    [Fact]
    public async Task A_changed_listing_is_history_by_field()
    {
        using var store = await OpenAsync();
        var id = await store.UpsertAsync(Listed("io.example/one", package: "one"));
        await store.UpsertAsync(Listed("io.example/one", package: "one", description: "now described"));
        var server = await store.ReadAsync(id);
        server.Description.ShouldBe("now described");
        server.History[0].Kind.ShouldBe(ChangeKind.Changed);
        server.History[0].Fields.ShouldBe(["description"]);
    }

    [Fact]
    public async Task Of_entries_with_the_same_name_in_a_batch_the_last_counts()
    {
        using var store = await OpenAsync();
        var result = await store.Store.UpsertDiscoveredAsync([Listed("io.example/one", description: "old"), Listed("io.example/one", description: "new")], default);
        result.ServerIds[0].ShouldBe(result.ServerIds[1]);
        (await store.ReadAsync(result.ServerIds[0])).Description.ShouldBe("new");
    }
}
