using Catalogue.Site.Search;
using Catalogue.Site.Search.Fts5;
using Catalogue.Site.Tests.Support;

namespace Catalogue.Site.Tests.Search.Fts5;

/// <summary>The contract, and what this engine does in its own way.</summary>
public sealed class Fts5SearchIndexTests : SearchIndexContract
{
    protected override ISearchIndexWriter CreateWriter() => new Fts5SearchIndexWriter();

    [Fact]
    public async Task Word_forms_meet_also_while_an_inflection_is_still_being_typed()
    {
        using var index = await BuildAsync(Assessed.Server("s", Assessed.Tool("delete_note", "Deletes a note."), Assessed.Tool("read_note", "Reads one.")));
        foreach (var text in new[] { "d", "de", "delet", "delete", "deletes", "deleti", "deletin", "deleting", "deleting note", "note deleting" })
            Names(index, text).ShouldBe(["delete_note"], text);
    }

    [Fact]
    public async Task Words_that_say_nothing_are_passed_over_and_where_no_tool_has_all_words_those_with_some_are_found()
    {
        using var index = await BuildAsync(Assessed.Server("s", Assessed.Tool("delete_note", "Deletes a note."), Assessed.Tool("list_invoices", "Lists what is owed.")));
        Set(index, "a tool that can delete the note").ShouldBe(["delete_note"]);
        Names(index, "invoices of aardvarks").ShouldBe(["list_invoices"]);
        Set(index, "delete -note").ShouldBeEmpty("a minus holds in the second look too");
    }

    [Fact]
    public async Task Words_with_a_minus_alone_list_everything_else()
    {
        using var index = await BuildAsync(Assessed.Server("s", Assessed.Tool("delete_note"), Assessed.Tool("list_invoices")));
        var results = index.Search(new SearchQuery("-note"));
        results.Hits.Single().Tool.ShouldBe("list_invoices");
        (results.Total, results.Facets[SearchFacets.Server]["s"]).ShouldBe((1, 1));
    }

    [Fact]
    public async Task Where_more_match_than_are_ranked_the_exact_name_still_comes_first_and_the_total_is_a_lower_bound()
    {
        var many = Enumerable.Range(0, 2500).Select(n => Assessed.Tool($"tool_{n}", "Something about a ledger.")).ToArray();
        using var index = await BuildAsync(
            Assessed.Server("aaa", many), Assessed.Server("zzz", Assessed.Tool("ledger", "Opens it."), Assessed.Tool("open_ledger_page", "Turns to it.")));
        var results = index.Search(new SearchQuery("ledger"));
        results.Hits[0].Tool.ShouldBe("ledger");
        results.Hits[1].Tool.ShouldBe("open_ledger_page");
        results.TotalIsLowerBound.ShouldBeTrue();
        results.Total.ShouldBe(2000);
    }

    [Fact]
    public async Task A_server_is_filtered_by_the_words_of_its_name_where_no_slug_or_name_is_equal()
    {
        using var index = await BuildAsync(Assessed.Server("Acme Ledger Tools", Assessed.Tool("one")), Assessed.Server("Other", Assessed.Tool("two")));
        Set(index, "server:ledger").ShouldBe(["one"]);
        Set(index, "-server:ledger").ShouldBe(["two"]);
        index.Search(new SearchQuery("") { Server = "acme tools" }).Hits.Single().Tool.ShouldBe("one");
    }

    [Fact]
    public async Task An_index_whose_file_was_replaced_goes_on_answering_from_many_threads()
    {
        using var index = await BuildAsync(Assessed.Server("s", Assessed.Tool("delete_note")));
        foreach (var file in Directory.EnumerateFiles(Folder)) File.Delete(file);
        await Parallel.ForAsync(0, 100, (_, _) =>
        {
            Names(index, "note").ShouldBe(["delete_note"]);
            return ValueTask.CompletedTask;
        });
    }

    [Fact]
    public async Task An_index_that_was_cut_short_or_is_of_another_version_is_refused_with_what_to_do()
    {
        (await BuildAsync([.. Enumerable.Range(0, 50).Select(n => Assessed.Server($"s{n}", Assessed.Tool($"tool_{n}", new string('x', 200))))])).Dispose();
        using (var file = new FileStream(IndexPath, FileMode.Open)) file.SetLength(file.Length / 2);
        Should.Throw<InvalidDataException>(() => CreateWriter().Open(IndexPath)).Message.ShouldContain("publish to build it anew");
        File.Delete(IndexPath);
        (await BuildAsync(Assessed.Server("s", Assessed.Tool("tool")))).Dispose();
        using (var connection = Fts5Schema.Connect(IndexPath, Microsoft.Data.Sqlite.SqliteOpenMode.ReadWrite)) Fts5Schema.Execute(connection, "PRAGMA user_version=99");
        Should.Throw<InvalidDataException>(() => CreateWriter().Open(IndexPath)).Message.ShouldContain("another version");
    }
}
