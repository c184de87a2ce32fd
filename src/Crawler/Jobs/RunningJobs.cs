namespace Catalogue.Crawler.Jobs;

/// <summary>The jobs that run now, so that a stop can wait for their ends.</summary>
internal sealed class RunningJobs
{
    private readonly Lock _lock = new();
    private int _count;
    private TaskCompletionSource? _empty;

    /// <summary>A job begins; it ends when what comes back is disposed.</summary>
    public IDisposable Enter()
    {
        lock (_lock) _count++;
        return new Stay(this);
    }

    /// <summary>Done when no job runs.</summary>
    public Task EmptyAsync()
    {
        lock (_lock)
        {
            if (_count == 0) return Task.CompletedTask;
            _empty ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _empty.Task;
        }
    }

    private void Leave()
    {
        lock (_lock)
        {
            if (--_count > 0) return;
            _empty?.TrySetResult();
            _empty = null;
        }
    }

    private sealed class Stay(RunningJobs jobs) : IDisposable
    {
        private int _over;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _over, 1) == 0) jobs.Leave();
        }
    }
}
