using System.IO.Compression;
using Catalogue.Site.Publishing;
using Catalogue.Site.Search;
using Catalogue.Site.Tests.Support;
using Catalogue.TestSupport;

namespace Catalogue.Site.Tests.Publishing;

public sealed class PublisherTests
{
    [Fact]
    public async Task A_first_publish_makes_every_page_and_counts_what_it_holds()
    {
        using var folder = new PublishingFolder();
        folder.Put(1, "acme/mail", Assessed.Tool("send_mail", "Sends a mail."), Assessed.Tool("list_mail", "Lists mail."));
        folder.Put(2, "acme/silent");
        var result = await folder.PublishAsync();
        result.ShouldSatisfyAllConditions(
            () => result.Generation.ShouldBe(1), () => result.Written.ShouldBeTrue(), () => result.PagesWritten.ShouldBe(4),
            () => result.Stats.Servers.ShouldBe(2), () => result.Stats.Tools.ShouldBe(2));
        using var store = folder.Open();
        store.Generation!.ListPages("", 100).ShouldBe(["/servers/acme-mail/", "/servers/acme-mail/tools/list-mail/", "/servers/acme-mail/tools/send-mail/", "/servers/acme-silent/"]);
        store.View!.Stats.ByRisk.Values.Sum().ShouldBe(2);
    }

    [Fact]
    public async Task Nothing_changed_means_nothing_written()
    {
        using var folder = new PublishingFolder(SearchEngine.CreateWriter());
        foreach (var server in CatalogueGenerator.Servers(60, 8)) folder.Reader.Put(server);
        await folder.PublishAsync();
        var before = Fingerprint(folder.Path);
        var again = await folder.PublishAsync();
        again.Written.ShouldBeFalse();
        again.ServersRead.ShouldBe(0);
        again.Generation.ShouldBe(1);
        Fingerprint(folder.Path).ShouldBe(before);
    }

    [Fact]
    public async Task One_changed_tool_writes_its_page_and_its_servers_alone()
    {
        using var folder = new PublishingFolder(SearchEngine.CreateWriter());
        foreach (var server in CatalogueGenerator.Servers(60, 8)) folder.Reader.Put(server);
        await folder.PublishAsync();
        var changed = CatalogueGenerator.Server(3, 5, new Random(1));
        folder.Reader.Put(changed);
        await folder.PublishAsync();
        folder.Reader.Put(changed with { Tools = [changed.Tools[0] with { Definition = changed.Tools[0].Definition with { Description = "Purges the zanzibar ledger." } }, .. changed.Tools.Skip(1)] });
        var result = await folder.PublishAsync();
        (result.Full, result.ServersRead, result.PagesRendered, result.PagesWritten, result.Generation).ShouldBe((false, 1, 6, 1, 3));
        using var store = folder.Open();
        store.Current!.Search.Search(new SearchQuery("zanzibar")).Hits.Single().ServerSlug.ShouldBe(changed.Slug);
    }

    [Fact]
    public async Task Counts_after_many_small_publishes_equal_those_of_one_whole_publish()
    {
        using var folder = new PublishingFolder();
        using var whole = new PublishingFolder();
        foreach (var server in CatalogueGenerator.Servers(80, 10)) folder.Reader.Put(server);
        await folder.PublishAsync();
        for (var i = 1; i <= 5; i++)
        {
            folder.Reader.Put(CatalogueGenerator.Server(i, i * 2, new Random(i)));
            await folder.PublishAsync();
        }
        await foreach (var server in folder.Reader.ReadServersAsync(0, default)) whole.Reader.Put(server);
        await whole.PublishAsync();
        using var one = folder.Open();
        using var other = whole.Open();
        Counts(one).ShouldBe(Counts(other));
        one.Generation!.ListPages("", 1000).ShouldBe(other.Generation!.ListPages("", 1000));

        static string Counts(GenerationStore store) => System.Text.Json.JsonSerializer.Serialize(store.Current!.Stats with { Generation = 0, PublishedAt = default });
    }

    [Fact]
    public async Task Another_template_renders_everything_and_writes_only_what_came_out_differently()
    {
        using var folder = new PublishingFolder();
        foreach (var server in CatalogueGenerator.Servers(20, 3)) folder.Reader.Put(server);
        await folder.PublishAsync();
        folder.Options = folder.Options with { Template = "test-2" };
        var result = await folder.PublishAsync();
        result.ShouldSatisfyAllConditions(() => result.Full.ShouldBeTrue(), () => result.PagesRendered.ShouldBe(23), () => result.PagesWritten.ShouldBe(0));
        (await folder.PublishAsync()).Written.ShouldBeFalse();
    }

    [Fact]
    public async Task A_publish_that_fails_in_the_middle_leaves_the_old_generation_whole_and_the_next_goes_through()
    {
        using var folder = new PublishingFolder(SearchEngine.CreateWriter());
        foreach (var server in CatalogueGenerator.Servers(400, 40)) folder.Reader.Put(server);
        await folder.PublishAsync();
        using var store = folder.Open();
        var pages = store.Generation!.ListPages("", 10_000);
        folder.Options = folder.Options with { Template = "broken" };
        foreach (var server in CatalogueGenerator.Servers(500, 40)) folder.Reader.Put(server);
        folder.Reader.Reading = server => { if (server.Id == 30) throw new IOException("the disk is gone"); };
        (await Should.ThrowAsync<IOException>(() => folder.PublishAsync())).Message.ShouldBe("the disk is gone");
        store.Refresh().ShouldBeFalse();
        store.Generation.ListPages("", 10_000).ShouldBe(pages);
        folder.Reader.Reading = null;
        (await folder.PublishAsync()).Generation.ShouldBe(2);
        store.Refresh().ShouldBeTrue();
        store.View!.Stats.Tools.ShouldBe(500);
    }

    [Fact]
    public async Task A_reader_of_the_last_generation_is_not_disturbed_by_the_next()
    {
        using var folder = new PublishingFolder();
        folder.Put(1, "acme/mail", Assessed.Tool("one", "First text."));
        await folder.PublishAsync();
        using var store = folder.Open();
        var old = store.Generation!;
        folder.Put(1, "acme/mail", Assessed.Tool("two", "Second text."));
        await folder.PublishAsync();
        old.FindPage("/servers/acme-mail/tools/one/").ShouldNotBeNull();
        old.FindPage("/servers/acme-mail/tools/two/").ShouldBeNull();
        old.FindServer("acme/mail")!.Tools.Single().Record.Name.ShouldBe("one");
        store.Refresh().ShouldBeTrue();
        store.Generation!.FindPage("/servers/acme-mail/tools/one/").ShouldBeNull();
        store.Generation!.FindServer("ACME-mail")!.Tools.Single().Record.Name.ShouldBe("two");
    }

    [Fact]
    public async Task Old_generations_are_cleaned_away()
    {
        using var folder = new PublishingFolder();
        for (var i = 0; i < 12; i++)
        {
            folder.Put(1, "acme/mail", [.. Enumerable.Range(0, 30).Select(t => Assessed.Tool($"tool_{t}", $"Text {i} of {t}."))]);
            await folder.PublishAsync();
        }
        using var connection = new Catalogue.Site.Publishing.Storage.SiteDatabase(folder.Options.StorePath).OpenReader()!;
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT (SELECT count(*) FROM page), (SELECT count(*) FROM tool), (SELECT count(*) FROM generation), (SELECT count(*) FROM rule_hit WHERE tool NOT IN (SELECT id FROM tool))";
        using var row = command.ExecuteReader();
        row.Read();
        (row.GetInt32(0), row.GetInt32(1), row.GetInt32(2), row.GetInt32(3)).ShouldBe((1 + (30 * 3), 90, 2, 0));
    }

    [Fact]
    public async Task A_database_that_was_replaced_takes_its_servers_with_it()
    {
        using var folder = new PublishingFolder();
        folder.Put(1, "acme/mail", Assessed.Tool("one"));
        folder.Put(2, "acme/shop", Assessed.Tool("two"));
        await folder.PublishAsync();
        folder.Reader.Forget(1);
        await folder.PublishAsync();
        using var store = folder.Open();
        store.Current!.FindServer("acme/mail").ShouldBeNull();
        store.Generation!.ListPages("", 10).ShouldBe(["/servers/acme-shop/", "/servers/acme-shop/tools/two/"]);
        store.Current.Stats.Servers.ShouldBe(1);
    }

    [Fact]
    public async Task Two_publishers_at_once_are_told_apart()
    {
        using var folder = new PublishingFolder();
        folder.Put(1, "acme/mail", Assessed.Tool("one"));
        Exception? second = null;
        folder.Reader.Reading = _ => second ??= Record.Exception(() => { new Catalogue.Site.Publishing.Storage.GenerationWriter(new(folder.Options.StorePath)).Dispose(); });
        await folder.PublishAsync();
        second.ShouldBeOfType<PublishException>().Message.ShouldContain("Another process is publishing");
    }

    [Fact]
    public async Task The_dump_is_the_documents_of_all_servers_one_after_the_other()
    {
        using var folder = new PublishingFolder();
        foreach (var server in CatalogueGenerator.Servers(300, 90)) folder.Reader.Put(server);
        await folder.PublishAsync();
        using var store = folder.Open();
        await using var gzip = new GZipStream(store.Current!.OpenDump(), CompressionMode.Decompress);
        using var text = new StreamReader(gzip);
        var lines = (await text.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Count(line => line.StartsWith("{\"kind\":\"server\"", StringComparison.Ordinal)).ShouldBe(90);
        lines.Count(line => line.StartsWith("{\"kind\":\"tool\"", StringComparison.Ordinal)).ShouldBe(300);
    }

    private static string Fingerprint(string folder) => string.Join('\n', Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Where(file => !file.EndsWith("-shm", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)
        .Select(file => $"{file} {Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(Read(file)))}"));

    private static byte[] Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }
}
