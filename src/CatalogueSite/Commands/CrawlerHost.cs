using Catalogue.Crawler.Files;
using Catalogue.Crawler.Inspection;
using Catalogue.Crawler.Jobs;
using Catalogue.Crawler.Net;
using Catalogue.Crawler.Sources;
using Catalogue.Crawler.Storage;
using Microsoft.Extensions.Logging;

namespace Catalogue.Site.Commands;

/// <summary>Everything a crawling command works with, started and ready: the store, the way out, the inspector, the jobs, the session.</summary>
public sealed class CrawlerHost : IAsyncDisposable
{
    private readonly CrawlLock? _lock;
    private readonly GuardedHttp _http;
    private readonly ServerInspector _inspector;
    private readonly QuartzJobScheduler _scheduler;
    private readonly SourceContext _context;
    private readonly SourceFiles _sources;

    private CrawlerHost(CommonSettings settings, CatalogueStore store, CrawlingSettings crawling, ILoggerFactory log)
    {
        Store = store;
        _sources = settings.LoadSourceFiles();
        _lock = settings.Database.IsPostgres ? null : CrawlLock.Take(settings.DataFolder);
        _http = new GuardedHttp(crawling.Network);
        _inspector = new ServerInspector(_http, new InspectionOptions
        {
            Tokens = TokenFile.Read(Path.Combine(settings.DataFolder, "tokens.yaml")),
            InstallHosts = crawling.InstallHosts,
        });
        _context = new SourceContext(_http);
        _scheduler = new QuartzJobScheduler(settings.Database, settings.DataFolder, logger: log.CreateLogger<QuartzJobScheduler>());
        Session = new CrawlSession(store, _inspector, _scheduler, logger: log.CreateLogger<CrawlSession>());
    }

    /// <summary>The catalogue database.</summary>
    public CatalogueStore Store { get; }

    /// <summary>Runs passes.</summary>
    public CrawlSession Session { get; }

    /// <summary>The job engine, for jobs of the command's own (register them before <see cref="StartAsync"/> of a pass).</summary>
    public IJobScheduler Scheduler => _scheduler;

    /// <summary>Starts the crawler.</summary>
    /// <param name="settings">The common options.</param>
    /// <param name="store">The catalogue database; not disposed with the host.</param>
    /// <param name="crawling">The crawling options.</param>
    /// <param name="log">The log.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <exception cref="StorageException">Another program crawls into the data folder, or it cannot be written.</exception>
    public static async Task<CrawlerHost> StartAsync(CommonSettings settings, CatalogueStore store, CrawlingSettings crawling, ILoggerFactory log, CancellationToken cancellationToken)
    {
        var host = new CrawlerHost(settings, store, crawling, log);
        try
        {
            await host._scheduler.StartAsync(cancellationToken);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>The sources that words mean, or, without any, those that are configured and enabled.</summary>
    /// <param name="words">Names, URLs or files.</param>
    /// <exception cref="FileContentException">A word means no source, or a source file is broken.</exception>
    public IReadOnlyList<CrawlSource> Sources(IReadOnlyList<string> words)
    {
        var catalogue = SourceCatalogue.Load(_sources);
        if (words.Count == 0) return [.. catalogue.Enabled.Select(source => new CrawlSource(source.Create(_context), Explicit: false))];
        var resolver = new SourceResolver(catalogue);
        return [.. words.Select(resolver.Resolve).DistinctBy(source => source.Name).Select(source => new CrawlSource(source.Create(_context), Explicit: true))];
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _scheduler.DisposeAsync();
        await Session.DisposeAsync();
        await _inspector.DisposeAsync();
        _http.Dispose();
        _lock?.Dispose();
    }
}
