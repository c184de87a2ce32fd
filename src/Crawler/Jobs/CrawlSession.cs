using System.Globalization;
using Catalogue.Crawler.Inspection;
using Catalogue.Crawler.Model;
using Catalogue.Crawler.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Catalogue.Crawler.Jobs;

/// <summary>
/// One worker of the crawler: runs passes of discovery and inspection. Several workers on one PostgreSQL database share a pass;
/// a pass that was interrupted is gone on with.
/// </summary>
public sealed class CrawlSession : IAsyncDisposable
{
    private readonly CatalogueStore _store;
    private readonly IJobScheduler _scheduler;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CrawlProgress _progress = new();
    private readonly InspectionGate _gate;
    private readonly InspectJob _inspect;
    private readonly InspectionRecorder _recorder;
    private readonly SemaphoreSlim _onePass = new(1, 1);

    /// <summary>Makes a worker. Its jobs are called <c>inspect</c> at the scheduler, which must not be started before.</summary>
    /// <param name="store">The catalogue.</param>
    /// <param name="inspector">Asks servers.</param>
    /// <param name="scheduler">Runs the batches; not disposed with the session.</param>
    /// <param name="gate">How much at once; null for the defaults.</param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <param name="logger">Where to log; null for nowhere.</param>
    public CrawlSession(CatalogueStore store, IServerInspector inspector, IJobScheduler scheduler, InspectionGate? gate = null, TimeProvider? time = null, ILogger<CrawlSession>? logger = null)
    {
        _store = store;
        _scheduler = scheduler;
        _time = time ?? TimeProvider.System;
        _logger = logger ?? NullLogger<CrawlSession>.Instance;
        _gate = gate ?? new InspectionGate();
        _recorder = new InspectionRecorder(store, _progress, _logger);
        _inspect = new InspectJob(store, inspector, _gate, _recorder, _progress, _logger);
        scheduler.Handle(InspectJob.Name, RunBatchAsync);
    }

    /// <summary>This worker's name among those that share the database.</summary>
    public string Worker { get; } = $"{Environment.MachineName}-{Environment.ProcessId}-{Guid.NewGuid():N}";

    /// <summary>Runs one pass to its end: as its leader, or beside the worker that leads it.</summary>
    /// <param name="options">What it covers.</param>
    /// <param name="listener">Is told what happens, from several threads.</param>
    /// <param name="cancellationToken">Interrupts the pass; the next one with the same sources goes on with it.</param>
    /// <exception cref="StorageException">The catalogue database failed; what was recorded before is safe.</exception>
    /// <exception cref="CrawlFailedException">Batches failed again and again.</exception>
    public async Task<CrawlPass> RunPassAsync(CrawlOptions options, IProgress<CrawlEvent>? listener, CancellationToken cancellationToken)
    {
        await _onePass.WaitAsync(cancellationToken);
        try
        {
            _progress.Listen(listener);
            // On a database of its own this worker is the only one (see CrawlLock): an unfinished pass was interrupted, however lately.
            if (!_store.IsShared) options = options with { Lease = TimeSpan.Zero };
            var ticket = await _store.Passes.BeginAsync(options.Scope, Worker, options.Lease, cancellationToken);
            while (!ticket.IsLeader)
            {
                _progress.Report(new PassStarted(ticket.PassId, false, false));
                if (await FollowAsync(ticket.PassId, options, cancellationToken)) return await EndedAsync(ticket.PassId, cancellationToken);
                // The leader is gone: somebody must lead on, and this worker asks to.
                ticket = await _store.Passes.BeginAsync(options.Scope, Worker, options.Lease, cancellationToken);
            }
            _progress.Report(new PassStarted(ticket.PassId, true, ticket.IsResumed));
            var started = _time.GetTimestamp();
            await new PassLeader(_store, _scheduler, _progress, _time, _logger, Worker, options, ticket).RunAsync(cancellationToken);
            CrawlerMetrics.PassEnded(_time.GetElapsedTime(started));
            return await EndedAsync(ticket.PassId, cancellationToken);
        }
        finally
        {
            CrawlerMetrics.Queue(0);
            _progress.Listen(null);
            _onePass.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _recorder.DisposeAsync();
        _gate.Dispose();
        _onePass.Dispose();
    }

    private Task RunBatchAsync(string argument, CancellationToken cancellationToken)
    {
        var parts = argument.Split('/');
        return _inspect.RunAsync(long.Parse(parts[0], CultureInfo.InvariantCulture), int.Parse(parts[1], CultureInfo.InvariantCulture), cancellationToken);
    }

    private async Task<CrawlPass> EndedAsync(long passId, CancellationToken cancellationToken)
    {
        var pass = (await _store.ReadPassesAsync(20, cancellationToken)).First(pass => pass.Id == passId);
        _progress.Report(new PassEnded(pass));
        return pass;
    }

    /// <summary>Takes batches until the pass ends (true) or its leader gives no sign of life (false).</summary>
    private async Task<bool> FollowAsync(long passId, CrawlOptions options, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await _store.Passes.HasEndedAsync(passId, cancellationToken)) return true;
            if (!await _store.Passes.LeaderLivesAsync(passId, options.Lease, cancellationToken)) return false;
            await Task.Delay(options.Lease / 10, _time, cancellationToken);
        }
    }
}
