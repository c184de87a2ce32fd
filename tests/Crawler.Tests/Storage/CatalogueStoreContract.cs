using System.Text;
using Catalogue.Crawler.Model;
using static Catalogue.Crawler.Tests.Storage.StoreFixture;

namespace Catalogue.Crawler.Tests.Storage;

/// <summary>What the store promises, on whichever database: run by one class for each.</summary>
public abstract class CatalogueStoreContract
{
    protected abstract Task<StoreFixture> OpenAsync();

    [StoreFact]
    public async Task A_new_store_is_empty()
    {
        using var store = await OpenAsync();
        (await store.Store.GetRevisionAsync(default)).ShouldBe(0);
        (await store.ReadAllAsync()).ShouldBeEmpty();
        (await store.Store.ReadHistoryAsync(10, default)).ShouldBeEmpty();
    }

    [StoreFact]
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

    [StoreFact]
    public async Task A_server_that_names_nothing_to_ask_has_no_endpoint()
    {
        using var store = await OpenAsync();
        var id = await store.UpsertAsync(Listed("io.example/none"));
        (await store.ReadAsync(id)).Observation.Outcome.ShouldBe(Outcome.NoEndpoint);
        await store.UpsertAsync(Listed("io.example/none", url: "https://one.example/mcp"));
        (await store.ReadAsync(id)).Observation.Outcome.ShouldBe(Outcome.Pending);
    }

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

    [StoreFact]
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

    [StoreFact]
    public async Task Of_entries_with_the_same_name_in_a_batch_the_last_counts()
    {
        using var store = await OpenAsync();
        var result = await store.Store.UpsertDiscoveredAsync([Listed("io.example/one", description: "old"), Listed("io.example/one", description: "new")], default);
        result.ServerIds[0].ShouldBe(result.ServerIds[1]);
        (await store.ReadAsync(result.ServerIds[0])).Description.ShouldBe("new");
    }

    [StoreFact]
    public async Task Listings_with_an_equal_key_are_one_server_that_keeps_every_listing()
    {
        using var store = await OpenAsync();
        var first = await store.UpsertAsync(Listed("Thing", "docker", package: "thing", isRegistryName: false));
        var second = await store.UpsertAsync(Listed("io.example/thing", "registry", package: "thing"));
        second.ShouldBe(first);
        var server = await store.ReadAsync(first);
        server.Name.ShouldBe("io.example/thing");
        server.Slug.ShouldBe("thing");
        server.Aliases.ShouldContain("Thing");
        server.Listings.Select(listing => listing.Source).ShouldBe(["docker", "registry"], ignoreOrder: true);
        server.History[0].Fields.ShouldContain("name");
    }

    [StoreFact]
    public async Task A_listing_that_links_two_servers_merges_them_and_the_merge_can_be_undone()
    {
        using var store = await OpenAsync();
        var one = await store.UpsertAsync(Listed("io.example/one", package: "one"));
        var two = await store.UpsertAsync(Listed("Two", "docker", url: "https://two-tools.dev/mcp", isRegistryName: false));
        await store.Store.RecordInspectionAsync(one, Answer(Tool("of-one")), default);
        await store.Store.RecordInspectionAsync(two, Answer(Tool("of-two")), default);
        await store.UpsertAsync(Listed("Both", "list", package: "one", url: "https://two-tools.dev/mcp", isRegistryName: false));
        var merged = (await store.ReadAllAsync()).Single();
        merged.Id.ShouldBe(one);
        merged.Tools.Select(tool => tool.Name).ShouldBe(["of-one"]);
        merged.Listings.Count.ShouldBe(3);
        merged.Aliases.ShouldBe(["Both", "Two", "two"], ignoreOrder: true);
        (await store.Store.PartAsync(two, default)).ShouldBeTrue();
        var parted = await store.ReadAllAsync();
        parted.Count.ShouldBe(2);
        var back = parted.Single(server => server.Id == two);
        (back.Name, back.Slug).ShouldBe(("Two", "two"));
        back.Tools.Select(tool => tool.Name).ShouldBe(["of-two"]);
        // The linking listing comes again: what the operator parted stays apart.
        await store.UpsertAsync(Listed("Both", "list", package: "one", url: "https://two-tools.dev/mcp", isRegistryName: false, description: "again"));
        (await store.ReadAllAsync()).Count.ShouldBe(2);
    }

    [StoreFact]
    public async Task A_listing_that_no_longer_shares_a_key_leaves_its_server()
    {
        using var store = await OpenAsync();
        var one = await store.UpsertAsync(Listed("io.example/one", package: "one"));
        (await store.UpsertAsync(Listed("Rider", "docker", package: "one", isRegistryName: false))).ShouldBe(one);
        var left = await store.UpsertAsync(Listed("Rider", "docker", package: "evil", isRegistryName: false));
        left.ShouldNotBe(one);
        (await store.ReadAsync(one)).Endpoints.Select(endpoint => endpoint.PackageName).ShouldBe(["one"]);
        (await store.ReadAsync(left)).Endpoints.Select(endpoint => endpoint.PackageName).ShouldBe(["evil"]);
    }

    [StoreFact]
    public async Task A_server_that_its_registry_deletes_is_withdrawn()
    {
        using var store = await OpenAsync();
        var id = await store.UpsertAsync(Listed("io.example/one", package: "one"));
        await store.UpsertAsync(Listed("io.example/one", package: "one") with { Status = ServerStatus.Deleted, StatusMessage = "spam" });
        var server = await store.ReadAsync(id);
        server.WithdrawnAt.ShouldNotBeNull();
        server.Observation.Outcome.ShouldBe(Outcome.Withdrawn);
        server.Observation.Reason!.ShouldContain("spam");
        server.History[0].Kind.ShouldBe(ChangeKind.Removed);
    }

    [StoreFact]
    public async Task A_source_that_suddenly_lists_almost_nothing_withdraws_nothing()
    {
        using var store = await OpenAsync();
        await store.Store.UpsertDiscoveredAsync([.. Enumerable.Range(0, 50).Select(i => Listed($"io.example/s{i}", package: $"s{i}"))], default);
        store.Clock.Advance(TimeSpan.FromHours(1));
        await store.Store.UpsertDiscoveredAsync([.. Enumerable.Range(0, 20).Select(i => Listed($"io.example/s{i}", package: $"s{i}"))], default);
        (await store.Store.WithdrawMissingAsync("registry", store.Clock.Now, default)).Refused.ShouldBeTrue();
        (await store.ReadAllAsync()).ShouldAllBe(server => server.WithdrawnAt == null);
        await store.Store.UpsertDiscoveredAsync([.. Enumerable.Range(0, 40).Select(i => Listed($"io.example/s{i}", package: $"s{i}"))], default);
        var result = await store.Store.WithdrawMissingAsync("registry", store.Clock.Now, default);
        (result.Withdrawn, result.Refused).ShouldBe((10, false));
        (await store.ReadAllAsync()).Count(server => server.WithdrawnAt is not null).ShouldBe(10);
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
    public async Task Whole_servers_stream_in_order_of_their_ids_and_only_those_that_changed_since()
    {
        using var store = await OpenAsync();
        var result = await store.Store.UpsertDiscoveredAsync([.. Enumerable.Range(0, 450).Select(i => Listed($"io.example/s{i}", url: $"https://s{i}.example/mcp"))], default);
        var revision = await store.Store.GetRevisionAsync(default);
        var all = await store.ReadAllAsync();
        all.Select(server => server.Id).ShouldBe(result.ServerIds.Order());
        await store.Store.RecordInspectionAsync(result.ServerIds[300], Answer(Tool("a")), default);
        (await store.ReadAllAsync(revision)).Single().Id.ShouldBe(result.ServerIds[300]);
        (await store.Store.GetRevisionAsync(default)).ShouldBeGreaterThan(revision);
    }

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
}
