using Catalogue.Crawler.Storage;

namespace Catalogue.Crawler.Jobs;

/// <summary>Stops a pass when a job meets an error that no other attempt will mend, such as a full disk.</summary>
internal sealed class JobFailures : IDisposable
{
    private readonly IJobScheduler _scheduler;
    private readonly string _job;
    private readonly CancellationTokenSource _stop;
    private StorageException? _first;

    public JobFailures(IJobScheduler scheduler, string job, CancellationTokenSource stop)
    {
        (_scheduler, _job, _stop) = (scheduler, job, stop);
        scheduler.Failed += OnFailed;
    }

    /// <summary>Throws the first such error.</summary>
    public void ThrowIfAny()
    {
        if (_first is not null) throw new StorageException(_first.Message, _first);
    }

    public void Dispose() => _scheduler.Failed -= OnFailed;

    private void OnFailed(string job, Exception exception)
    {
        if (job != _job || exception is not StorageException storage) return;
        Interlocked.CompareExchange(ref _first, storage, null);
        try
        {
            _stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The pass ended meanwhile.
        }
    }
}

/// <summary>Short ways to use a scheduler.</summary>
internal static class JobSchedulerExtensions
{
    public static JobFailures WatchFailures(this IJobScheduler scheduler, string job, CancellationTokenSource stop) => new(scheduler, job, stop);
}
