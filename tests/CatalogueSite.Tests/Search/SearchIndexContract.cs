using Catalogue.Classifier.Model;
using Catalogue.Site.Publishing;
using Catalogue.Site.Search;
using Catalogue.Site.Tests.Support;

namespace Catalogue.Site.Tests.Search;

/// <summary>What every search engine must do, whatever it is made of. One sealed subclass per engine.</summary>
public abstract class SearchIndexContract : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("search-contract-").FullName;

    protected string IndexPath => Path.Combine(_folder, "index");

    protected string Folder => _folder;

    protected abstract ISearchIndexWriter CreateWriter();

    [Fact]
    public async Task A_camel_case_name_is_found_by_its_words_in_any_spelling()
    {
        using var index = await BuildAsync(Assessed.Server("Image Lab", Assessed.Tool("imageBackgroundRemoval", "Cuts a subject out of a picture."), Assessed.Tool("listModels")));
        foreach (var text in new[] { "imageBackgroundRemoval", "image background removal", "image_background_removal", "IMAGE-BACKGROUND-REMOVAL", "background removal" })
            Names(index, text).ShouldBe(["imageBackgroundRemoval"], text);
    }

    [Fact]
    public async Task The_last_word_is_a_prefix_while_it_is_being_typed()
    {
        using var index = await BuildAsync(Assessed.Server("files", Assessed.Tool("read_directory"), Assessed.Tool("write_file")));
        foreach (var text in new[] { "di", "dire", "read dir", "directo" }) Names(index, text).ShouldBe(["read_directory"], text);
    }

    [Fact]
    public async Task The_exact_name_comes_before_tools_that_only_mention_it()
    {
        using var index = await BuildAsync(
            Assessed.Server("aaa", Assessed.Tool("list_tables_of_all_schemas", "list tables list tables list tables"), Assessed.Tool("note", "Call list_tables before this; list tables tells you the tables.")),
            Assessed.Server("zzz", Assessed.Tool("list_tables", "Names.")));
        Names(index, "list_tables")[0].ShouldBe("list_tables");
        Names(index, "listTables")[0].ShouldBe("list_tables");
    }

    [Fact]
    public async Task Server_and_action_together_find_that_servers_tool()
    {
        using var index = await BuildAsync(
            Assessed.Server("forge-one", Assessed.Tool("delete_branch", "Deletes a branch.")),
            Assessed.Server("forge-two", Assessed.Tool("delete_branch", "Deletes a branch."), Assessed.Tool("list_branches")));
        var hit = index.Search(new SearchQuery("forge-two delete branch")).Hits[0];
        hit.ServerSlug.ShouldBe("forge-two");
        hit.Tool.ShouldBe("delete_branch");
    }

    [Fact]
    public async Task Filters_narrow_the_results_and_are_counted_as_facets()
    {
        using var index = await BuildAsync(VerdictServers());
        var all = index.Search(new SearchQuery(""));
        all.Total.ShouldBe(4);
        all.TotalIsLowerBound.ShouldBeFalse();
        all.Facets[SearchFacets.Category]["Destructive"].ShouldBe(1);
        all.Facets[SearchFacets.Risk]["Critical"].ShouldBe(2);
        all.Facets[SearchFacets.Capability]["deletes"].ShouldBe(1);
        all.Facets[SearchFacets.Server]["two"].ShouldBe(2);
        all.Facets[SearchFacets.Has]["finding"].ShouldBe(1);
        all.Facets[SearchFacets.Is]["contested"].ShouldBe(1);
        Set(index, "category:destructive").ShouldBe(["wipe_disk"]);
        Set(index, "risk:critical").ShouldBe(["run_shell", "wipe_disk"]);
        Set(index, "risk:critical cap:executes-code").ShouldBe(["run_shell"]);
        Set(index, "cap:money").ShouldBeEmpty();
        Set(index, "has:finding").ShouldBe(["read_note"]);
        Set(index, "is:contested").ShouldBe(["wipe_disk"]);
        Set(index, "server:two").ShouldBe(["read_note", "save_note"]);
        Set(index, "note server:two -category:write").ShouldBe(["read_note"]);
        Set(index, "-has:finding -is:contested").ShouldBe(["run_shell", "save_note"]);
        Set(index, "risk:low,medium").ShouldBe(["read_note", "save_note"]);
    }

    [Fact]
    public async Task Filters_given_beside_the_text_work_alike()
    {
        using var index = await BuildAsync(VerdictServers());
        index.Search(new SearchQuery("note") { Categories = [Category.Write, Category.Execute] }).Hits.Single().Tool.ShouldBe("save_note");
        index.Search(new SearchQuery("") { Risks = [RiskLevel.Critical], Capabilities = Capabilities.Deletes }).Hits.Single().Tool.ShouldBe("wipe_disk");
        index.Search(new SearchQuery("") { Server = "two" }).Total.ShouldBe(2);
        index.Search(new SearchQuery("") { Server = "no-such-server" }).Total.ShouldBe(0);
        index.Search(new SearchQuery("") { HasFinding = true }).Hits.Single().Tool.ShouldBe("read_note");
        index.Search(new SearchQuery("") { Contested = false }).Total.ShouldBe(3);
    }

    [Fact]
    public async Task Quotes_ask_for_words_next_to_each_other_and_a_minus_leaves_out()
    {
        using var index = await BuildAsync(Assessed.Server("mail",
            Assessed.Tool("one", "Opens the shared calendar of a team."),
            Assessed.Tool("two", "Opens a calendar that a team has shared."),
            Assessed.Tool("three", "Opens a door.")));
        Set(index, "\"shared calendar\"").ShouldBe(["one"]);
        Set(index, "opens -calendar").ShouldBe(["three"]);
        Set(index, "calendar -\"shared calendar\"").ShouldBe(["two"]);
        Set(index, "\"calendar shared\"").ShouldBeEmpty();
    }

    [Fact]
    public async Task Pages_hold_together_and_the_order_is_the_same_every_time()
    {
        using var index = await BuildAsync([.. Enumerable.Range(0, 30).Select(n => Assessed.Server($"s{n:00}", Assessed.Tool("ping_host"), Assessed.Tool($"ping_number_{n}")))]);
        var whole = Ids(index, new SearchQuery("ping") { Limit = 60 });
        whole.Count.ShouldBe(60);
        whole.Distinct().Count().ShouldBe(60);
        var paged = Enumerable.Range(0, 6).SelectMany(page => Ids(index, new SearchQuery("ping") { Offset = page * 10, Limit = 10 })).ToList();
        paged.ShouldBe(whole);
        index.Search(new SearchQuery("ping") { Offset = 60 }).Hits.ShouldBeEmpty();
        index.Search(new SearchQuery("ping") { Offset = int.MaxValue, Limit = int.MaxValue }).Total.ShouldBe(60);
        index.Search(new SearchQuery("ping") { Offset = -5, Limit = -5 }).Hits.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Totals_are_exact_up_to_a_thousand_and_counts_of_a_filter_alone_always()
    {
        var tools = Enumerable.Range(0, 1200).Select(n => Assessed.Tool($"common_{n}", n < 900 ? "Widget." : "Gadget.")).ToArray();
        using var index = await BuildAsync(Assessed.Server("big", tools));
        var widgets = index.Search(new SearchQuery("widget"));
        (widgets.Total, widgets.TotalIsLowerBound).ShouldBe((900, false));
        var many = index.Search(new SearchQuery("common"));
        (many.TotalIsLowerBound ? many.Total is >= 1000 and <= 1200 : many.Total == 1200).ShouldBeTrue();
        var filter = index.Search(new SearchQuery("server:big"));
        (filter.Total, filter.TotalIsLowerBound).ShouldBe((1200, false));
        filter.Facets[SearchFacets.Server]["big"].ShouldBe(1200);
    }

    [Fact]
    public async Task Removed_tools_are_not_found()
    {
        var gone = Assessed.Tool("old_tool") with { RemovedAt = DateTimeOffset.UnixEpoch };
        using var index = await BuildAsync(Assessed.Server("s", gone, Assessed.Tool("new_tool")));
        Set(index, "tool").ShouldBe(["new_tool"]);
        Set(index, "").ShouldBe(["new_tool"]);
    }

    [Fact]
    public async Task An_update_replaces_whole_servers_and_takes_removed_ones_out()
    {
        (await BuildAsync(Assessed.Server("a", Assessed.Tool("alpha_one"), Assessed.Tool("alpha_two")), Assessed.Server("b", Assessed.Tool("beta_one")), Assessed.Server("c", Assessed.Tool("gamma_one")))).Dispose();
        var writer = CreateWriter();
        await writer.UpdateAsync(IndexPath, [Assessed.Server("a", Assessed.Tool("alpha_two"), Assessed.Tool("alpha_three")), Assessed.Server("d", Assessed.Tool("delta_one"))], ["b", "never-there"], default);
        using (var index = writer.Open(IndexPath))
        {
            Set(index, "").ShouldBe(["alpha_three", "alpha_two", "delta_one", "gamma_one"]);
            Set(index, "beta").ShouldBeEmpty();
            Set(index, "alpha").ShouldBe(["alpha_three", "alpha_two"]);
            index.Search(new SearchQuery("server:a")).Total.ShouldBe(2);
        }
        for (var round = 0; round < 25; round++) await writer.UpdateAsync(IndexPath, [Assessed.Server("a", Assessed.Tool($"alpha_round_{round}"))], [], default);
        using (var index = writer.Open(IndexPath)) Set(index, "").ShouldBe(["alpha_round_24", "delta_one", "gamma_one"]);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(9)]
    public async Task Lists_of_a_filter_count_and_order_rightly_however_many_servers_were_taken_out(int removed)
    {
        var servers = Enumerable.Range(0, 12).Select(n => Assessed.Server($"s{n:00}", Assessed.Tool("low_tool"), Assessed.Tool("high_tool"))
            .WithVerdict("low_tool", v => v with { Category = Category.Read, Risk = RiskLevel.Low, Capabilities = Capabilities.None, Contested = false, Findings = [] })
            .WithVerdict("high_tool", v => v with { Category = Category.Write, Risk = n % 2 == 0 ? RiskLevel.High : RiskLevel.Medium, Capabilities = Capabilities.Writes, Contested = n == 11, Findings = [] })).ToArray();
        (await BuildAsync(servers)).Dispose();
        await CreateWriter().UpdateAsync(IndexPath, [], [.. servers.Take(removed).Select(server => server.Record.Slug)], default);
        using var index = CreateWriter().Open(IndexPath);
        var left = 12 - removed;
        var all = index.Search(new SearchQuery("") { Limit = 50 });
        all.Total.ShouldBe(left * 2);
        (all.Facets[SearchFacets.Category]["Read"], all.Facets[SearchFacets.Category]["Write"]).ShouldBe((left, left));
        all.Hits.Select(hit => (hit.Risk, hit.ServerSlug)).ShouldBe(all.Hits.Select(hit => (hit.Risk, hit.ServerSlug)).OrderByDescending(hit => hit.Risk).ThenBy(hit => hit.ServerSlug, StringComparer.Ordinal));
        var high = index.Search(new SearchQuery("risk:high,medium") { Limit = 50 });
        high.Total.ShouldBe(left);
        high.Hits.Count.ShouldBe(left);
        high.Facets[SearchFacets.Risk].Values.Sum().ShouldBe(left);
        high.Facets[SearchFacets.Server].Count.ShouldBe(Math.Min(left, SearchFacets.TopServers));
        high.Facets[SearchFacets.Server].Values.ShouldAllBe(count => count == 1);
        high.Facets[SearchFacets.Is]["contested"].ShouldBe(1);
        index.Search(new SearchQuery("risk:high,medium -low") { Limit = 50 }).Total.ShouldBe(left);
        index.Search(new SearchQuery("-high") { Limit = 50 }).Hits.Select(hit => hit.Tool).Distinct().ShouldBe(["low_tool"]);
        index.Search(new SearchQuery("server:s11")).Total.ShouldBe(2);
    }

    [Fact]
    public async Task An_index_that_is_open_goes_on_answering_while_it_is_updated_and_after_it_is_disposed_says_so()
    {
        var index = await BuildAsync(Assessed.Server("a", Assessed.Tool("alpha")));
        await CreateWriter().UpdateAsync(IndexPath, [Assessed.Server("b", Assessed.Tool("beta"))], [], default);
        Set(index, "alpha").ShouldBe(["alpha"]);
        index.Dispose();
        index.Dispose();
        Should.Throw<ObjectDisposedException>(() => index.Search(new SearchQuery("alpha")));
    }

    [Fact]
    public async Task Building_over_something_is_refused_and_a_cancelled_build_leaves_nothing()
    {
        Directory.CreateDirectory(IndexPath);
        await Should.ThrowAsync<IOException>(() => CreateWriter().BuildAsync(IndexPath, Stream(), default));
        Directory.Delete(IndexPath);
        using var cancel = new CancellationTokenSource();
        await cancel.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => CreateWriter().BuildAsync(IndexPath, Stream(Assessed.Server("a", Assessed.Tool("t"))), cancel.Token));
        Directory.EnumerateFileSystemEntries(_folder).ShouldBeEmpty();
    }

    [Fact]
    public void What_is_no_index_is_refused_with_a_clear_error()
    {
        Should.Throw<InvalidDataException>(() => CreateWriter().Open(IndexPath)).Message.ShouldContain(IndexPath);
        File.WriteAllText(IndexPath, "not an index at all, just some text that somebody left here");
        Should.Throw<InvalidDataException>(() => CreateWriter().Open(IndexPath)).Message.ShouldContain(IndexPath);
    }

    [Fact]
    public async Task An_empty_catalogue_can_be_searched()
    {
        using var index = await BuildAsync();
        index.Search(new SearchQuery("anything at all")).Total.ShouldBe(0);
        index.Search(new SearchQuery("")).Hits.ShouldBeEmpty();
    }

    [Fact]
    public async Task Any_text_at_all_is_a_safe_query()
    {
        using var index = await BuildAsync(VerdictServers());
        foreach (var text in HostileTexts.All())
        {
            var results = index.Search(new SearchQuery(text));
            results.Hits.Count.ShouldBeLessThanOrEqualTo(20);
            index.Search(new SearchQuery("") { Server = text }).Hits.Count.ShouldBeLessThanOrEqualTo(20);
        }
        Set(index, "").Count.ShouldBe(4, "no query may change the index");
    }

    [Fact]
    public async Task Random_texts_are_safe_queries_and_answer_the_same_twice()
    {
        using var index = await BuildAsync(VerdictServers());
        var random = new Random(20260101);
        const string Alphabet = "abnotewipe \"-:'*()^~%_\\\0\u0007\u202e\ud83d\ude00é漢';--{}[]<>&|+,.";
        for (var n = 0; n < 2000; n++)
        {
            var text = string.Create(random.Next(60), random, (span, r) =>
            {
                for (var i = 0; i < span.Length; i++) span[i] = Alphabet[r.Next(Alphabet.Length)];
            });
            Ids(index, new SearchQuery(text)).ShouldBe(Ids(index, new SearchQuery(text)), text);
        }
    }

    [Fact]
    public async Task Strange_names_come_back_exactly_as_they_are()
    {
        var names = new[] { "../../etc/passwd", "<script>alert(1)</script>", "名前を取得", "emoji-🎉-tool", new string('x', 300), "a\u202eb" };
        using var index = await BuildAsync(Assessed.Server("s", [.. names.Select((name, n) => Assessed.Tool(name, slug: $"t{n}"))]));
        index.Search(new SearchQuery("") { Limit = 50 }).Hits.Select(hit => hit.Tool).Order(StringComparer.Ordinal).ShouldBe(names.Order(StringComparer.Ordinal));
        Names(index, "名前").ShouldBe(["名前を取得"]);
    }

    [Fact]
    public async Task Several_threads_may_search_at_once()
    {
        using var index = await BuildAsync(VerdictServers());
        var expected = Ids(index, new SearchQuery("note"));
        await Parallel.ForAsync(0, 200, (_, _) =>
        {
            Ids(index, new SearchQuery("note")).ShouldBe(expected);
            return ValueTask.CompletedTask;
        });
    }

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    protected async Task<ISearchIndex> BuildAsync(params AssessedServer[] servers)
    {
        var writer = CreateWriter();
        await writer.BuildAsync(IndexPath, Stream(servers), default);
        return writer.Open(IndexPath);
    }

    protected static List<string> Names(ISearchIndex index, string text) => [.. index.Search(new SearchQuery(text)).Hits.Select(hit => hit.Tool)];

    protected static List<string> Set(ISearchIndex index, string text) => [.. Names(index, text).Order(StringComparer.Ordinal)];

    private static List<string> Ids(ISearchIndex index, SearchQuery query) => [.. index.Search(query).Hits.Select(hit => $"{hit.ServerSlug}/{hit.ToolSlug}")];

    private static async IAsyncEnumerable<AssessedServer> Stream(params AssessedServer[] servers)
    {
        foreach (var server in servers)
        {
            await Task.CompletedTask;
            yield return server;
        }
    }

    private static AssessedServer[] VerdictServers() =>
    [
        Assessed.Server("one", Assessed.Tool("wipe_disk"), Assessed.Tool("run_shell"))
            .WithVerdict("wipe_disk", v => v with { Category = Category.Destructive, Risk = RiskLevel.Critical, Capabilities = Capabilities.Deletes, Contested = true, Findings = [] })
            .WithVerdict("run_shell", v => v with { Category = Category.Execute, Risk = RiskLevel.Critical, Capabilities = Capabilities.ExecutesCode, Contested = false, Findings = [] }),
        Assessed.Server("two", Assessed.Tool("read_note"), Assessed.Tool("save_note"))
            .WithVerdict("read_note", v => v with { Category = Category.Read, Risk = RiskLevel.Medium, Capabilities = Capabilities.ReadsPrivateData, Contested = false, Findings = [new Finding("hidden-characters", FindingClass.Poisoning, RiskLevel.Medium, new Span("name", 0, 1, "r"), "Test.")] })
            .WithVerdict("save_note", v => v with { Category = Category.Write, Risk = RiskLevel.Medium, Capabilities = Capabilities.Writes, Contested = false, Findings = [] }),
    ];
}
