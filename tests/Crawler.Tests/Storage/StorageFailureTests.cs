using Catalogue.Crawler.Storage;
using Dapper;
using Microsoft.Data.Sqlite;
using static Catalogue.Crawler.Tests.Storage.StoreFixture;

namespace Catalogue.Crawler.Tests.Storage;

public sealed class StorageFailureTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Database => _folder.File("catalogue.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_database_of_a_newer_program_is_refused_with_both_numbers()
    {
        (await OpenAsync()).Dispose();
        Execute("INSERT INTO schema_migrations (number, title, applied_at) VALUES (999, 'from the future', 0)");
        var refusal = await Should.ThrowAsync<StorageException>(OpenAsync);
        refusal.Message.ShouldContain("schema 999");
        refusal.Message.ShouldContain(Database);
        refusal.Message.ShouldContain("newer version");
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_named()
    {
        File.WriteAllText(Database, "This is a text, and a text is no database, however long it may be. " + new string('x', 4096));
        (await Should.ThrowAsync<StorageException>(OpenAsync)).Message.ShouldContain($"{Database} cannot be used: it is damaged, or no catalogue database");
    }

    [Fact]
    public async Task A_database_that_another_program_keeps_locked_is_waited_for_and_then_named()
    {
        // This patience must end; every other one in these tests must not.
        using var store = await CatalogueStore.OpenAsync(DatabaseAddress.Parse(null, _folder.Path), new StoreOptions { LockTimeout = TimeSpan.FromSeconds(1) });
        using var other = new SqliteConnection($"Data Source={Database};Pooling=false");
        other.Open();
        using (var transaction = other.BeginTransaction(deferred: false))
        {
            (await Should.ThrowAsync<StorageException>(() => store.UpsertDiscoveredAsync([Listed("io.example/one")], default))).Message.ShouldContain("another program keeps it locked");
            transaction.Rollback();
        }
        (await store.UpsertDiscoveredAsync([Listed("io.example/one")], default)).Added.ShouldBe(1);
    }

    [Fact]
    public async Task A_write_that_fails_in_its_middle_leaves_nothing_of_itself()
    {
        using var store = await OpenAsync();
        await store.UpsertDiscoveredAsync([Listed("io.example/one")], default);
        Execute("CREATE TRIGGER full BEFORE INSERT ON servers BEGIN SELECT RAISE(ABORT, 'stand-in'); END");
        await Should.ThrowAsync<StorageException>(() => store.UpsertDiscoveredAsync([Listed("io.example/two"), Listed("io.example/three")], default));
        Execute("DROP TRIGGER full");
        (await store.UpsertDiscoveredAsync([Listed("io.example/two")], default)).Added.ShouldBe(1);
        var names = new List<string>();
        await foreach (var server in store.ReadServersAsync(0, default)) names.Add(server.Name);
        names.ShouldBe(["io.example/one", "io.example/two"]);
    }

    [Theory]
    [InlineData(13, "the disk is full")]
    [InlineData(8, "it may not be written to")]
    [InlineData(14, "it cannot be opened")]
    [InlineData(10, "the disk reports an error")]
    public void Each_error_of_the_disk_is_a_sentence_with_what_mends_it(int code, string sentence)
    {
        using var dialect = new SqliteDialect(Database, TimeSpan.FromSeconds(1));
        var explained = dialect.Explain(new SqliteException("native text", code)).Message;
        explained.ShouldContain(sentence);
        explained.ShouldContain(Database);
    }

    [Fact]
    public async Task A_crawl_lock_keeps_a_second_program_out_until_the_first_lets_go()
    {
        await Task.Yield();
        using (Crawler.Jobs.CrawlLock.Take(_folder.Path))
        {
            Should.Throw<StorageException>(() => Crawler.Jobs.CrawlLock.Take(_folder.Path)).Message.ShouldContain("another 'catalogue' program");
        }
        Crawler.Jobs.CrawlLock.Take(_folder.Path).Dispose();
    }

    [Fact]
    public async Task Opening_again_finds_the_schema_in_place()
    {
        using (var store = await OpenAsync()) await store.UpsertDiscoveredAsync([Listed("io.example/one")], default);
        using var again = await OpenAsync();
        (await again.GetRevisionAsync(default)).ShouldBe(1);
    }

    private Task<CatalogueStore> OpenAsync() => CatalogueStore.OpenAsync(DatabaseAddress.Parse(null, _folder.Path));

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Database};Pooling=false");
        connection.Execute(sql);
    }
}
