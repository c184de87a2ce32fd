using System.Collections.Concurrent;
using Catalogue.Crawler.Model;
using Catalogue.Crawler.Storage;
using Microsoft.Extensions.Logging;

namespace Catalogue.Crawler.Jobs;

/// <summary>Leads one pass: reads the sources, queues batches as servers become known, waits for them, ends the pass.</summary>
internal sealed partial class PassLeader(
    CatalogueStore store, IJobScheduler scheduler, CrawlProgress progress, TimeProvider time, ILogger logger, string worker, CrawlOptions options, PassTicket ticket)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan AloneBeat = TimeSpan.FromSeconds(2);
    private readonly ConcurrentDictionary<string, SourceReport> _reports = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<int, int> _attempts = new();
    private readonly HashSet<long> _queued = [];
    private readonly SemaphoreSlim _planning = new(1, 1);
    private volatile bool _lostLead;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var failures = scheduler.WatchFailures(InspectJob.Name, ended);
        var beating = BeatAsync(ended);
        try
        {
            await ResumeAsync(ended.Token);
            // Reading one source must not wait for another that does not answer.
            await Task.WhenAll(options.Sources.Select(source => ReadAsync(source, ended.Token)));
            await FinishBatchesAsync(ended.Token);
            await store.Passes.EndAsync(ticket.PassId, worker, Reports(), cancellationToken);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            failures.ThrowIfAny();
            throw new CrawlFailedException(_lostLead
                ? "Another worker took over this pass, since this one gave no sign of life for too long. It goes on there."
                : "The pass was interrupted.");
        }
        finally
        {
            await ended.CancelAsync();
            await beating;
        }
    }

    private IReadOnlyList<SourceReport> Reports() => [.. options.Sources.Select(source => _reports.GetValueOrDefault(source.Source.Name)).OfType<SourceReport>()];

    // Batches that were queued before an interruption are queued again: at the scheduler they may be lost, here they are not.
    private async Task ResumeAsync(CancellationToken cancellationToken)
    {
        if (!ticket.IsResumed) return;
        _queued.UnionWith(await store.Passes.QueuedServersAsync(ticket.PassId, cancellationToken));
        var open = await store.Passes.OpenBatchesAsync(ticket.PassId, cancellationToken);
        progress.Report(new ServersQueued(_queued.Count));
        LogResumed(ticket.PassId, open.Count);
        await EnqueueAsync(open, cancellationToken);
    }

    private async Task ReadAsync(CrawlSource source, CancellationToken cancellationToken)
    {
        var (report, servers) = await new DiscoverJob(store, progress, time, logger).RunAsync(source, options.Limit, cancellationToken);
        _reports[report.Source] = report;
        await PlanAsync(source.Source.Name, servers, cancellationToken);
        progress.Report(new SourceEnded(report));
    }

    private async Task PlanAsync(string source, IReadOnlyCollection<long> listed, CancellationToken cancellationToken)
    {
        await _planning.WaitAsync(cancellationToken);
        try
        {
            var candidates = await store.ReadCandidatesAsync(source, cancellationToken);
            var chosen = InspectionPlanner.Choose(candidates, listed as IReadOnlySet<long> ?? listed.ToHashSet(), _queued, ticket.PassId, time.GetUtcNow(), options);
            if (chosen.Count == 0) return;
            foreach (var server in chosen) _queued.Add(server.ServerId);
            var batches = InspectionPlanner.Batches(chosen, options.BatchSize);
            progress.Report(new ServersQueued(chosen.Count));
            await EnqueueAsync(await store.Passes.AddBatchesAsync(ticket.PassId, batches, cancellationToken), cancellationToken);
        }
        finally
        {
            _planning.Release();
        }
    }

    private Task EnqueueAsync(IReadOnlyList<int> batches, CancellationToken cancellationToken) =>
        scheduler.EnqueueAsync(InspectJob.Name, [.. batches.Select(number => FormattableString.Invariant($"{ticket.PassId}/{number}"))], cancellationToken);

    // A batch whose job ended without being done (it failed, or its worker died) is queued again.
    private async Task FinishBatchesAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var open = await store.Passes.OpenBatchesAsync(ticket.PassId, cancellationToken);
            if (open.Count == 0) return;
            if (await scheduler.CountAsync(InspectJob.Name, cancellationToken) == 0)
            {
                var still = await store.Passes.OpenBatchesAsync(ticket.PassId, cancellationToken);
                if (still.Count == 0) return;
                foreach (var number in still)
                {
                    if (_attempts.AddOrUpdate(number, 1, (_, count) => count + 1) > options.BatchAttempts)
                    {
                        throw new CrawlFailedException($"A batch of servers could not be finished in {options.BatchAttempts} attempts: {scheduler.LastFailure ?? "its worker died each time"}. Run the command again to go on.");
                    }
                }
                await EnqueueAsync(still, cancellationToken);
            }
            await WaitAsync(cancellationToken);
        }
    }

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        // Woken at once by this worker's own batches; those of other workers are seen by looking.
        using var wait = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var woken = progress.Done.WaitToReadAsync(wait.Token).AsTask();
        await Task.WhenAny(woken, Task.Delay(Poll, time, wait.Token));
        await wait.CancelAsync();
        while (progress.Done.TryRead(out _))
        {
            // Each look counts all batches anew.
        }
        cancellationToken.ThrowIfCancellationRequested();
    }

    private async Task BeatAsync(CancellationTokenSource ended)
    {
        try
        {
            while (true)
            {
                await Task.Delay(options.Lease > TimeSpan.Zero ? options.Lease / 5 : AloneBeat, time, ended.Token);
                if (await store.Passes.BeatAsync(ticket.PassId, worker, Reports(), ended.Token)) continue;
                _lostLead = true;
                await ended.CancelAsync();
            }
        }
        catch (OperationCanceledException)
        {
        }
        catch (StorageException exception)
        {
            // The pass itself meets the same error and reports it.
            LogBeatFailed(exception);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Pass {Pass} was interrupted with {Batches} batches open; it goes on")]
    private partial void LogResumed(long pass, int batches);

    [LoggerMessage(2, LogLevel.Warning, "The pass could not be marked as alive")]
    private partial void LogBeatFailed(Exception exception);
}
