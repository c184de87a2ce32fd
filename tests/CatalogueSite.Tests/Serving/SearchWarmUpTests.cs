using System.Collections.Concurrent;
using System.Net;
using Catalogue.Site.Pages;
using Catalogue.Site.Publishing;
using Catalogue.Site.Search;
using Catalogue.Site.Serving;
using Catalogue.Site.Tests.Publishing;
using Catalogue.Site.Tests.Support;

namespace Catalogue.Site.Tests.Serving;

public sealed class SearchWarmUpTests
{
    [Fact]
    public async Task Nobody_has_asked_yet_and_every_kind_of_search_has_been_done()
    {
        var engine = new WatchedEngine();
        using var folder = NewFolder(engine);
        await folder.PublishAsync();
        await using var site = await RunningSite.StartAsync(folder, options => options with { Modules = SiteModules.All });
        // The keys of a name that the index holds come last, and are asked of the API.
        await WaitUntilAsync(() => engine.Searched.Contains("delete_note"));
        engine.Searched.ShouldContain("tools that can run shell commands");
        engine.Searched.ShouldContain("del");
        (await (await site.GetAsync("/metrics")).Content.ReadAsStringAsync()).ShouldContain("catalogue_requests_total 1\n", Case.Sensitive, "it is no request of anybody's");
    }

    [Fact]
    public async Task A_new_index_is_searched_before_readers_see_it()
    {
        var engine = new WatchedEngine();
        using var folder = NewFolder(engine);
        await folder.PublishAsync();
        using var store = folder.Open();
        engine.Searched.ShouldBeEmpty("at the start nobody waits");
        folder.Put(1, "notes", Assessed.Tool("archive_note"));
        await folder.PublishAsync();
        store.Refresh().ShouldBeTrue();
        engine.Searched.ShouldContain("archive_n");
    }

    [Fact]
    public async Task An_index_that_breaks_when_it_is_searched_stops_neither_the_start_nor_the_next_generation()
    {
        var engine = new WatchedEngine { Breaks = true };
        using var folder = NewFolder(engine);
        await folder.PublishAsync();
        await using var site = await RunningSite.StartAsync(folder, options => options with { Modules = SiteModules.All });
        await WaitUntilAsync(() => !engine.Searched.IsEmpty);
        folder.Put(2, "mail", Assessed.Tool("send_letter"));
        await folder.PublishAsync();
        for (var tries = 0; (await site.GetAsync("/servers/mail/")).StatusCode != HttpStatusCode.OK; tries++)
        {
            tries.ShouldBeLessThan(3000);
            await Task.Delay(20);
        }
    }

    private static PublishingFolder NewFolder(WatchedEngine engine)
    {
        var folder = new PublishingFolder(engine);
        folder.Options = folder.Options with { Pages = SitePages.All };
        folder.Put(1, "notes", Assessed.Tool("delete_note"));
        return folder;
    }

    private static async Task WaitUntilAsync(Func<bool> state)
    {
        for (var tries = 0; !state(); tries++)
        {
            tries.ShouldBeLessThan(6000);
            await Task.Delay(20);
        }
    }

    /// <summary>The default engine, and what was asked of it.</summary>
    private sealed class WatchedEngine : ISearchIndexWriter
    {
        private readonly ISearchIndexWriter _engine = SearchEngine.CreateWriter();

        public string Engine => _engine.Engine;

        public bool Breaks { get; init; }

        public ConcurrentQueue<string> Searched { get; } = [];

        public Task BuildAsync(string path, IAsyncEnumerable<AssessedServer> servers, CancellationToken cancellationToken) => _engine.BuildAsync(path, servers, cancellationToken);

        public Task UpdateAsync(string path, IReadOnlyList<AssessedServer> changed, IReadOnlyList<string> removedSlugs, CancellationToken cancellationToken) =>
            _engine.UpdateAsync(path, changed, removedSlugs, cancellationToken);

        public ISearchIndex Open(string path) => new Watched(this, _engine.Open(path));

        private sealed class Watched(WatchedEngine engine, ISearchIndex index) : ISearchIndex
        {
            public SearchResults Search(SearchQuery query)
            {
                engine.Searched.Enqueue(query.Text);
                return engine.Breaks ? throw new InvalidDataException("Broken.") : index.Search(query);
            }

            public void Dispose() => index.Dispose();
        }
    }
}
