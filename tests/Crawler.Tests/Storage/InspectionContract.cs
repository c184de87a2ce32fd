using System.Text;
using Catalogue.Crawler.Inspection;
using Catalogue.Crawler.Model;
using static Catalogue.Crawler.Tests.Storage.StoreFixture;

namespace Catalogue.Crawler.Tests.Storage;

/// <summary>What the store promises of answers, tools and their history, on whichever database: run by one class for each.</summary>
public abstract class InspectionContract : StoreContract
{
    [StoreFact]
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

    [StoreFact]
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

    [StoreFact]
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

    [StoreFact]
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

    [StoreFact]
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

    [StoreFact]
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

    [StoreFact]
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

    [StoreFact]
    public async Task A_server_is_recorded_once_in_a_pass()
    {
        using var store = await OpenAsync();
        var id = await store.UpsertAsync(Listed("io.example/one", package: "one"));
        (await store.Store.RecordInspectionsAsync([new InspectedServer(id, Answer(Tool("a")))], 7, default)).Recorded.Count.ShouldBe(1);
        (await store.Store.RecordInspectionsAsync([new InspectedServer(id, Answer(Tool("b")))], 7, default)).Recorded.ShouldBeEmpty();
        (await store.ReadAsync(id)).Tools.Single().Name.ShouldBe("a");
    }

    [StoreFact]
    public async Task Tools_that_a_source_declares_are_its_whole_list_until_the_server_answers()
    {
        using var store = await OpenAsync();
        var id = await store.UpsertAsync(Listed("io.example/one", package: "one") with { DeclaredTools = [Tool("a"), Tool("b")] });
        await store.UpsertAsync(Listed("Other", "docker", package: "one", isRegistryName: false) with { DeclaredTools = [Tool("never-pooled")] });
        var declared = await store.ReadAsync(id);
        declared.Observation.Outcome.ShouldBe(Outcome.Declared);
        declared.Tools.Select(tool => tool.Name).ShouldBe(["a", "b"]);
        await store.UpsertAsync(Listed("io.example/one", package: "one") with { DeclaredTools = [Tool("b")] });
        (await store.ReadAsync(id)).Tools.Where(tool => tool.RemovedAt is null).Select(tool => tool.Name).ShouldBe(["b"]);
        await store.Store.RecordInspectionAsync(id, Answer(Tool("real")), default);
        await store.UpsertAsync(Listed("io.example/one", package: "one") with { DeclaredTools = [Tool("real", "lie"), Tool("b")] });
        var observed = await store.ReadAsync(id);
        observed.Observation.Outcome.ShouldBe(Outcome.Observed);
        observed.Tools.Single(tool => tool.Name == "real").Definition.Description.ShouldBeNull();
        observed.Tools.Single(tool => tool.Name == "b").RemovedAt.ShouldNotBeNull();
    }

    [StoreFact]
    public async Task A_list_that_comes_back_byte_for_byte_moves_check_times_alone()
    {
        using var store = await OpenAsync();
        var id = await store.UpsertAsync(Listed("io.example/one", package: "one"));
        await store.Store.RecordInspectionAsync(id, Answer(Tool("add")) with { ListHash = [1] }, default);
        var before = await store.ReadAsync(id);
        store.Clock.Advance(TimeSpan.FromHours(5));
        // The same hash: the tools beside it are not looked at, so these are never stored.
        (await RepeatAsync(store, id, Answer(Tool("not looked at")) with { ListHash = [1] })).Changed.ShouldBe(0);
        var after = await store.ReadAsync(id);
        after.Tools.Single().Name.ShouldBe("add");
        after.Revision.ShouldBe(before.Revision);
        after.Observation.At.ShouldBe(store.Clock.Now);
        (await RepeatAsync(store, id, Answer(Tool("add", "new words")) with { ListHash = [2] })).Changed.ShouldBe(1);
        (await store.ReadAsync(id)).Tools.Single().Definition.Description.ShouldBe("new words");
    }

    [StoreFact]
    public async Task A_list_that_comes_back_after_a_failure_or_a_part_of_it_is_compared_with_what_is_stored()
    {
        using var store = await OpenAsync();
        var id = await store.UpsertAsync(Listed("io.example/one", package: "one"));
        await store.Store.RecordInspectionAsync(id, Answer(Tool("a")) with { ListHash = [1] }, default);
        await store.Store.RecordInspectionAsync(id, Failure(Outcome.Unreachable, "refused"), default);
        await store.Store.RecordInspectionAsync(id, Answer(Outcome.Partial, Tool("b")), default);
        await RepeatAsync(store, id, Answer(Tool("a")) with { ListHash = [1] });
        var server = await store.ReadAsync(id);
        server.Observation.Outcome.ShouldBe(Outcome.Observed);
        server.Tools.Select(tool => (tool.Name, tool.RemovedAt is null)).ShouldBe([("a", true), ("b", false)]);
    }

    [StoreFact]
    public async Task A_list_that_comes_back_after_a_declaration_removes_what_was_only_declared()
    {
        using var store = await OpenAsync();
        var id = await store.UpsertAsync(Listed("io.example/one", package: "one"));
        await store.Store.RecordInspectionAsync(id, Answer(Tool("a")) with { ListHash = [1] }, default);
        await store.Store.ImportDeclaredAsync([new DeclaredServer("io.example/one", null, null, null, [Tool("imagined")])], default);
        (await store.ReadAsync(id)).Tools.Single(tool => tool.Name == "imagined").RemovedAt.ShouldBeNull();
        await RepeatAsync(store, id, Answer(Tool("a")) with { ListHash = [1] });
        (await store.ReadAsync(id)).Tools.Single(tool => tool.Name == "imagined").RemovedAt.ShouldNotBeNull();
    }

    // As a batch does: what is known of the list is read before the server is asked.
    private static Task<RecordResult> RepeatAsync(StoreFixture store, long id, InspectionResult result) =>
        store.Store.RecordInspectionsAsync([new InspectedServer(id, result) { KnownListHash = result.ListHash }], 0, default);
}
