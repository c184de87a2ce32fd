using System.Globalization;
using Catalogue.Crawler.Jobs;
using Catalogue.Crawler.Storage;
using Catalogue.Site.Publishing;
using Catalogue.Site.Serving;
using Microsoft.Extensions.Logging;

namespace Catalogue.Site.Commands.Running;

/// <summary>
/// The two jobs of the main job, under the scheduler: a pass of the crawler every so often, and publishing whenever the
/// catalogue has changed. Both are idempotent; after a crash the scheduler takes them up again.
/// </summary>
internal sealed class CatalogueRun : IAsyncDisposable
{
    private const string PassJob = "pass";
    private const string PublishJob = "publish";

    // Often enough that the site fills before the reader's eyes, seldom enough that crawling does not wait for it.
    private static readonly TimeSpan PublishInterval = TimeSpan.FromSeconds(3);

    private readonly CatalogueStore _store;
    private readonly CrawlerHost _crawler;
    private readonly SiteSetup _setup;
    private readonly Publisher _publisher;
    private readonly CrawlStatusReporter _status;
    private readonly ILoggerFactory _log;
    private readonly SemaphoreSlim _publishing = new(1, 1);
    private readonly TaskCompletionSource _firstPass = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TimeSpan _every;
    private long _published = -1;

    private CatalogueRun(CatalogueStore store, CrawlerHost crawler, SiteSetup setup, CrawlStatus status, ILoggerFactory log)
    {
        _store = store;
        _crawler = crawler;
        _setup = setup;
        _log = log;
        _publisher = new Publisher(setup.ToPublishOptions());
        _status = new CrawlStatusReporter(status, TimeProvider.System);
        crawler.Scheduler.Handle(PassJob, (_, cancellationToken) => PassAsync(cancellationToken));
        crawler.Scheduler.Handle(PublishJob, (_, cancellationToken) => PublishIfChangedAsync(cancellationToken));
        crawler.Scheduler.Failed += OnFailed;
    }

    /// <summary>How many passes or publishings failed.</summary>
    public int Failures { get; private set; }

    /// <summary>Opens the database and starts the crawler.</summary>
    /// <exception cref="StorageException">The data folder can't be used, or another program crawls into it.</exception>
    public static async Task<CatalogueRun> StartAsync(
        CommonSettings settings, SiteSetup setup, CrawlingSettings crawling, CrawlStatus status, CancellationToken cancellationToken)
    {
        var log = settings.CreateLog(quiet: true);
        var store = await settings.OpenStoreAsync(crawling.Schedule, cancellationToken);
        var crawler = await CrawlerHost.StartAsync(settings, store, crawling, log, cancellationToken);
        return new CatalogueRun(store, crawler, setup, status, log);
    }

    /// <summary>Publishes what is there, then runs passes and publishes by schedule until cancelled, or until the first pass is published.</summary>
    public async Task GoOnAsync(TimeSpan every, bool once, CancellationToken cancellationToken)
    {
        _every = every;
        await PublishIfChangedAsync(cancellationToken);
        await _crawler.Scheduler.RepeatAsync(PublishJob, PublishInterval, PublishInterval, cancellationToken);
        await _crawler.Scheduler.RepeatAsync(PassJob, TimeSpan.Zero, every, cancellationToken);
        await _firstPass.Task.WaitAsync(cancellationToken);
        if (once) return;
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _crawler.DisposeAsync();
        _store.Dispose();
        _publishing.Dispose();
        _log.Dispose();
    }

    private async Task PassAsync(CancellationToken cancellationToken)
    {
        var options = new CrawlOptions { Sources = _crawler.Sources([]) };
        _status.Begin();
        var pass = await CrawlProgressView.RunAsync(progress => _crawler.Session.RunPassAsync(options, _status.And(progress), cancellationToken));
        await PublishIfChangedAsync(cancellationToken);
        var summary = await CrawlSummary.CreateAsync(pass, _store, _setup.Site.Rules, _setup.DataFolder, cancellationToken);
        CrawlSummaryView.Write(summary, Console.Out, Console.IsOutputRedirected);
        var next = DateTimeOffset.Now + _every;
        _status.End(next);
        await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"The next pass begins at {next:HH:mm}."));
        _firstPass.TrySetResult();
    }

    private async Task PublishIfChangedAsync(CancellationToken cancellationToken)
    {
        await _publishing.WaitAsync(cancellationToken);
        try
        {
            var revision = await _store.GetRevisionAsync(cancellationToken);
            if (revision == _published) return;
            await _publisher.PublishAsync(_store, null, cancellationToken);
            _published = revision;
        }
        finally
        {
            _publishing.Release();
        }
    }

    private void OnFailed(string job, Exception error)
    {
        Failures++;
        Console.Error.WriteLine($"catalogue: {(job == PublishJob ? "publishing" : "a pass")} failed: {CommandErrors.Explain(error) ?? error.Message} It is tried again by schedule.");
        if (job == PassJob) _firstPass.TrySetResult();
    }
}
