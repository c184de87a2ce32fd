using Catalogue.Crawler.Model;
using Catalogue.Crawler.Sources;
using Catalogue.Crawler.Storage;
using Microsoft.Extensions.Logging;

namespace Catalogue.Crawler.Jobs;

/// <summary>Reads one source into the catalogue. Idempotent: reading it again changes nothing that has not changed.</summary>
public sealed partial class DiscoverJob(CatalogueStore store, CrawlProgress progress, TimeProvider time, ILogger logger)
{
    private const int WriteSize = 200;

    /// <summary>Reads one source.</summary>
    /// <param name="source">The source.</param>
    /// <param name="limit">At most so many entries; null for all.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>What it gave, and the servers it listed.</returns>
    public async Task<(SourceReport Report, IReadOnlyCollection<long> Servers)> RunAsync(CrawlSource source, int? limit, CancellationToken cancellationToken)
    {
        var name = source.Source.Name;
        var started = time.GetUtcNow();
        var state = await store.Passes.SourceStateAsync(name, cancellationToken);
        var servers = new HashSet<long>();
        var batch = new List<DiscoveredServer>();
        var (listed, malformed, stopped) = (0, 0, false);
        string? error = null;
        progress.Report(new SourceStarted(name));
        try
        {
            await foreach (var item in Enumerate(source, state, cancellationToken).WithCancellation(cancellationToken))
            {
                if (limit is { } most && listed - malformed >= most)
                {
                    stopped = true;
                    break;
                }
                listed++;
                if (item.Server is null)
                {
                    malformed++;
                    LogMalformed(name, item.Error.ForLog());
                    continue;
                }
                batch.Add(item.Server);
                if (batch.Count >= WriteSize) await WriteAsync();
            }
        }
        catch (SourceUnavailableException exception)
        {
            error = exception.Message;
            CrawlerMetrics.SourceFailed(name);
            LogUnavailable(name, exception.Message.ForLog());
        }
        await WriteAsync();
        await FinishAsync(source.Source, started, complete: error is null && !stopped, servers.Count, cancellationToken);
        var last = source.Source.LastPass;
        CrawlerMetrics.Listed(name, listed);
        return (new SourceReport(name, listed, malformed, last?.LeftOut ?? 0, last?.LeftOutWhy, error), servers);

        async Task WriteAsync()
        {
            if (batch.Count > 0) servers.UnionWith((await store.UpsertDiscoveredAsync(batch, cancellationToken)).ServerIds);
            batch.Clear();
            progress.Report(new SourceAdvanced(name, listed));
        }
    }

    // A source that the operator names is read from its beginning, once it was gone through; else the reading goes on where it left off.
    private static IAsyncEnumerable<SourceItem> Enumerate(CrawlSource source, SourceState state, CancellationToken cancellationToken) =>
        source.Explicit && (state.Bookmark is null || state.ListedWhole is not null)
            ? source.Source.DiscoverAsync(null, cancellationToken)
            : source.Source.ContinueAsync(state.Bookmark, cancellationToken);

    private async Task FinishAsync(IServerSource source, DateTimeOffset started, bool complete, int servers, CancellationToken cancellationToken)
    {
        var last = source.LastPass;
        foreach (var warning in last?.Warnings ?? []) progress.Report(new CrawlWarning($"{source.Name}: {warning}"));
        // A source that says nothing of itself lists everything each time.
        var whole = complete && (last?.Complete ?? true);
        await store.Passes.SetSourceStateAsync(source.Name, new SourceState(started, whole ? started : null, last?.Bookmark), cancellationToken);
        if (!whole) return;
        var missing = await store.WithdrawMissingAsync(source.Name, started, cancellationToken);
        if (missing.Refused)
        {
            progress.Report(new CrawlWarning($"{source.Name} lists {servers} servers, but {missing.Missing} that it had are missing: more likely the source is broken, so none was withdrawn."));
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Source {Source}: an entry was skipped: {Error}")]
    private partial void LogMalformed(string source, string error);

    [LoggerMessage(2, LogLevel.Warning, "Source {Source} could not be read: {Error}")]
    private partial void LogUnavailable(string source, string error);
}
