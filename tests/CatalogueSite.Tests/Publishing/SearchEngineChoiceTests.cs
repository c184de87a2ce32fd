using System.Net;
using System.Text.Json;
using Catalogue.Site.Pages;
using Catalogue.Site.Publishing;
using Catalogue.Site.Publishing.Storage;
using Catalogue.Site.Search;
using Catalogue.Site.Serving;
using Catalogue.Site.Tests.Serving;
using Catalogue.Site.Tests.Support;
using Microsoft.Data.Sqlite;

namespace Catalogue.Site.Tests.Publishing;

/// <summary>A generation's index is of one engine; the setting may say another.</summary>
public sealed class SearchEngineChoiceTests
{
    [Fact]
    public async Task Published_with_fts5_the_site_answers_searches_at_every_door()
    {
        using var folder = NewFolder("fts5");
        (await folder.PublishAsync()).IndexBuilt.ShouldBe("fts5");
        Engines(folder).ShouldBe(["fts5"]);
        await using var site = await RunningSite.StartAsync(folder, options => options with { Modules = SiteModules.All });

        var page = await (await site.GetAsync("/search?q=deleteNote")).Content.ReadAsStringAsync();
        page.ShouldContain("/servers/notes/tools/delete-note/");
        page.ShouldNotContain("/servers/notes/tools/read-note/");
        (await (await site.GetAsync("/search?q=note&category=destructive")).Content.ReadAsStringAsync()).ShouldContain("delete_note");

        using var answer = await AskAsync(site, "/api/v1/search?q=note");
        answer.RootElement.GetProperty("total").GetInt32().ShouldBe(2);
        answer.RootElement.GetProperty("facets").GetProperty("server").GetProperty("notes").GetInt32().ShouldBe(2);
        // As the script asks at every key.
        foreach (var typed in new[] { "re", "read", "read n", "read no", "readNo" })
        {
            using var keys = await AskAsync(site, $"/api/v1/search?q={Uri.EscapeDataString(typed)}&limit=8");
            keys.RootElement.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("tool").GetString()).ShouldBe(["read_note"], typed);
        }
        (await site.GetAsync("/api/v1/search?q=" + Uri.EscapeDataString("\" OR 1=1 NEAR( * name:"))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_small_publish_takes_changes_into_an_fts5_index()
    {
        using var folder = NewFolder("fts5");
        await folder.PublishAsync();
        using var store = folder.Open();
        folder.Put(1, "notes", Assessed.Tool("archive_note"));
        folder.Put(2, "mail", Assessed.Tool("send_letter"));
        var second = await folder.PublishAsync();
        (second.Full, second.IndexBuilt).ShouldBe((false, null));
        store.Refresh();
        Names(store, "note").ShouldBe(["archive_note"]);
        Names(store, "letter").ShouldBe(["send_letter"]);
    }

    [Theory]
    [InlineData("postings", "fts5")]
    [InlineData("fts5", "postings")]
    public async Task Served_under_another_setting_the_index_answers_with_its_own_engine_until_the_next_publish_builds_the_other(string built, string wanted)
    {
        using var folder = NewFolder(built);
        var first = await folder.PublishAsync();
        folder.Options = folder.Options with { Index = SearchEngine.Find(wanted) };
        using var store = folder.Open();
        (store.IndexEngine, store.IndexFault).ShouldBe((built, null));
        Names(store, "deleteNote")[0].ShouldBe("delete_note");

        // Nothing has changed but the setting.
        var second = await folder.PublishAsync();
        (second.Generation, second.Written, second.IndexBuilt).ShouldBe((first.Generation, false, wanted));
        store.Refresh().ShouldBeTrue();
        (store.IndexEngine, store.IndexFault).ShouldBe((wanted, null));
        Names(store, "deleteNote")[0].ShouldBe("delete_note");
        Engines(folder).ShouldBe([wanted], "the other one's files are removed");
        (await folder.PublishAsync()).IndexBuilt.ShouldBeNull();
    }

    [Fact]
    public async Task An_index_of_an_engine_that_is_not_known_is_said_at_every_door_and_the_next_publish_mends_it()
    {
        using var folder = NewFolder("postings");
        await folder.PublishAsync();
        var name = Path.GetFileName(Directory.EnumerateFileSystemEntries(SearchPaths.Folder(folder.Path)).Single());
        var other = Path.ChangeExtension(name, "lucene");
        Directory.Move(Path.Combine(SearchPaths.Folder(folder.Path), name), Path.Combine(SearchPaths.Folder(folder.Path), other));
        SetMeta(folder, other);
        await using var site = await RunningSite.StartAsync(folder, options => options with { Modules = SiteModules.All });
        using (var store = folder.Open())
        {
            store.IndexFault.ShouldNotBeNull().ShouldContain("'lucene'; it has postings, fts5");
            store.IndexEngine.ShouldBeNull();
        }
        var api = await site.GetAsync("/api/v1/search?q=note");
        api.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        api.Headers.RetryAfter.ShouldNotBeNull();
        (await (await site.GetAsync("/search?q=note")).Content.ReadAsStringAsync()).ShouldContain("Search is not available");
        (await site.GetAsync("/servers/notes/")).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await folder.PublishAsync()).IndexBuilt.ShouldBe("postings");
        await WaitUntilAsync(async () => (await site.GetAsync("/api/v1/search?q=note")).StatusCode == HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("postings")]
    [InlineData("fts5")]
    public async Task A_damaged_index_is_built_anew_by_the_next_publish_though_nothing_has_changed(string engine)
    {
        using var folder = NewFolder(engine);
        await folder.PublishAsync();
        var path = Directory.EnumerateFileSystemEntries(SearchPaths.Folder(folder.Path)).Single();
        if (Directory.Exists(path)) foreach (var file in Directory.EnumerateFiles(path)) File.WriteAllText(file, "rubbish");
        else await File.WriteAllTextAsync(path, "rubbish");
        using (var store = folder.Open()) store.IndexFault.ShouldNotBeNull().ShouldContain(path);
        (await folder.PublishAsync()).IndexBuilt.ShouldBe(engine);
        using (var store = folder.Open()) Names(store, "deleteNote")[0].ShouldBe("delete_note");
    }

    private static PublishingFolder NewFolder(string engine)
    {
        var folder = new PublishingFolder(SearchEngine.Find(engine)!);
        folder.Options = folder.Options with { Pages = SitePages.All };
        folder.Put(1, "notes", Assessed.Tool("delete_note", "Deletes one for good."), Assessed.Tool("read_note", "Shows one."));
        return folder;
    }

    private static IEnumerable<string> Engines(PublishingFolder folder) =>
        Directory.EnumerateFileSystemEntries(SearchPaths.Folder(folder.Path)).Select(entry => SearchPaths.EngineOf(Path.GetFileName(entry)).Split('-')[0]).Distinct();

    private static List<string> Names(GenerationStore store, string text) => [.. store.Current!.Search.Search(new SearchQuery(text)).Hits.Select(hit => hit.Tool)];

    private static async Task<JsonDocument> AskAsync(RunningSite site, string path)
    {
        var response = await site.GetAsync(path);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, path);
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync());
    }

    private static void SetMeta(PublishingFolder folder, string index)
    {
        using var connection = new SqliteConnection($"Data Source={folder.Options.StorePath};Pooling=False");
        connection.Open();
        SiteDatabase.Execute(connection, $"UPDATE meta SET value='{index}' WHERE key='index'");
    }

    private static async Task WaitUntilAsync(Func<Task<bool>> state)
    {
        for (var tries = 0; !await state(); tries++)
        {
            tries.ShouldBeLessThan(3000);
            await Task.Delay(20);
        }
    }
}
