using System.Threading.Channels;
using Catalogue.Crawler.Inspection;
using Catalogue.Crawler.Model;
using Catalogue.Crawler.Storage;
using Microsoft.Extensions.Logging;

namespace Catalogue.Crawler.Jobs;

/// <summary>
/// Records results of all batches of a worker together: results that come close to each other share one transaction, which
/// costs little more than one result of its own.
/// </summary>
internal sealed partial class InspectionRecorder : IAsyncDisposable
{
    private const int MostInOneWrite = 100;
    private static readonly TimeSpan Linger = TimeSpan.FromMilliseconds(100);
    private readonly Channel<Pending> _pending = Channel.CreateUnbounded<Pending>(new UnboundedChannelOptions { SingleReader = true });
    private readonly CatalogueStore _store;
    private readonly CrawlProgress _progress;
    private readonly ILogger _logger;
    private readonly Task _writing;

    public InspectionRecorder(CatalogueStore store, CrawlProgress progress, ILogger logger)
    {
        _store = store;
        _progress = progress;
        _logger = logger;
        _writing = Task.Run(WriteAllAsync);
    }

    /// <summary>Records one result; done when it is in the database.</summary>
    /// <exception cref="StorageException">The database failed.</exception>
    public Task RecordAsync(long passId, InspectionPlan plan, InspectionResult result)
    {
        var pending = new Pending(passId, plan, result, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        return _pending.Writer.TryWrite(pending) ? pending.Done.Task : Task.FromException(new ObjectDisposedException(nameof(InspectionRecorder)));
    }

    public async ValueTask DisposeAsync()
    {
        _pending.Writer.TryComplete();
        await _writing;
    }

    private async Task WriteAllAsync()
    {
        while (await _pending.Reader.WaitToReadAsync())
        {
            var group = await GatherAsync();
            // Results of two passes meet only where one was interrupted.
            foreach (var pass in group.GroupBy(pending => pending.PassId)) await WriteAsync(pass.Key, [.. pass]);
        }
    }

    private async Task<List<Pending>> GatherAsync()
    {
        var group = new List<Pending>(MostInOneWrite);
        using var patience = new CancellationTokenSource(Linger);
        try
        {
            while (group.Count < MostInOneWrite && await _pending.Reader.WaitToReadAsync(patience.Token))
            {
                while (group.Count < MostInOneWrite && _pending.Reader.TryRead(out var pending)) group.Add(pending);
            }
        }
        catch (OperationCanceledException)
        {
            // What came until now is written.
        }
        return group;
    }

    private async Task WriteAsync(long passId, List<Pending> group)
    {
        try
        {
            var recorded = await _store.RecordInspectionsAsync(group.ConvertAll(pending => new InspectedServer(pending.Plan.ServerId, pending.Result) { KnownListHash = pending.Plan.ListHash }), passId, CancellationToken.None);
            CrawlerMetrics.Changed(recorded.Changed);
            foreach (var pending in group) Tell(pending);
            _progress.Report(new ServersRecorded(recorded.Recorded.Count, recorded.Changed, recorded.Revision));
            foreach (var pending in group) pending.Done.SetResult();
        }
        catch (Exception exception)
        {
            // Each batch fails with it, and says so to whoever queued it.
            foreach (var pending in group) pending.Done.TrySetException(exception);
        }
    }

    private void Tell(Pending pending)
    {
        var observation = pending.Result.Observation;
        CrawlerMetrics.Inspected(observation.Outcome, observation.Duration);
        if (_logger.IsEnabled(LogLevel.Information)) LogInspected(pending.Plan.Name.ForLog(), observation.Outcome.ToName(), pending.Result.Tools.Count, observation.Reason.ForLog());
        _progress.Report(new ServerInspected(pending.Plan.ServerId, pending.Plan.Name, pending.Result));
    }

    [LoggerMessage(1, LogLevel.Information, "Inspected {Server}: {Outcome}, {Tools} tools. {Reason}")]
    private partial void LogInspected(string server, string outcome, int tools, string reason);

    private sealed record Pending(long PassId, InspectionPlan Plan, InspectionResult Result, TaskCompletionSource Done);
}
