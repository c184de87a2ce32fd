using Catalogue.Crawler.Model;
using static Catalogue.Crawler.Tests.Storage.StoreFixture;

namespace Catalogue.Crawler.Tests.Storage;

/// <summary>What the store promises of servers and their listings, on whichever database: run by one class for each.</summary>
public abstract class DiscoveryContract : StoreContract
{
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
    public async Task The_least_of_every_server_is_enough_to_count_them()
    {
        using var store = await OpenAsync();
        var one = await store.UpsertAsync(Listed("io.example/one", package: "one"));
        var two = await store.UpsertAsync(Listed("io.example/two", url: "https://two.example/mcp"));
        await store.Store.RecordInspectionAsync(one, Answer(Tool("a", "first"), Tool("gone")), default);
        await store.Store.RecordInspectionAsync(one, Answer(Tool("a", "first")), default);
        await store.UpsertAsync(Listed("io.example/two", url: "https://two.example/mcp") with { Status = ServerStatus.Deleted });
        var whole = await store.ReadAllAsync();
        var states = await store.Store.ReadServerStatesAsync(default);
        states.ShouldBe(whole.Select(server => new ServerState(server.Id, server.Name, server.Revision, server.FirstSeen, server.Observation.Outcome)));
        states.Select(state => state.Outcome).ShouldBe([Outcome.Observed, Outcome.Withdrawn]);
        var tools = await store.Store.ReadPresentToolsAsync([one, two], default);
        tools.Select(group => group.Key).ShouldBe([one]);
        tools[one].Single().Description.ShouldBe("first");
    }
}
