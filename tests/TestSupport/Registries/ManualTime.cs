namespace Catalogue.TestSupport.Registries;

/// <summary>A clock that jumps to the next timer when told to, so that waiting is tested without sleeping.</summary>
public sealed class ManualTime : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<ManualTimer> _timers = [];
    private DateTimeOffset _now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock) return _now;
    }

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override long GetTimestamp() => GetUtcNow().Ticks;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock from timer to timer until the task is done.</summary>
    /// <param name="task">What to wait for.</param>
    /// <param name="patience">Real time after which the test fails.</param>
    public async Task RunAsync(Task task, TimeSpan patience)
    {
        var until = Environment.TickCount64 + (long)patience.TotalMilliseconds;
        while (!task.IsCompleted)
        {
            if (Environment.TickCount64 > until) throw new TimeoutException("The task did not finish though the clock ran.");
            if (!FireNext()) await Task.WhenAny(task, Task.Delay(1)); // real I/O is under way
        }
        await task;
    }

    private bool FireNext()
    {
        ManualTimer next;
        lock (_lock)
        {
            if (_timers.Count == 0) return false;
            next = _timers.MinBy(static timer => timer.Due)!;
            _timers.Remove(next);
            if (next.Due > _now) _now = next.Due;
        }
        next.Fire();
        return true;
    }

    private sealed class ManualTimer(ManualTime time, TimerCallback callback, object? state) : ITimer
    {
        public DateTimeOffset Due { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._lock)
            {
                time._timers.Remove(this);
                if (dueTime == Timeout.InfiniteTimeSpan) return true;
                Due = time._now + dueTime;
                time._timers.Add(this);
            }
            return true;
        }

        public void Fire() => callback(state);

        public void Dispose()
        {
            lock (time._lock) time._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
