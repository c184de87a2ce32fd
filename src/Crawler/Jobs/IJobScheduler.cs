namespace Catalogue.Crawler.Jobs;

/// <summary>The one seam to the job engine: queue a job, repeat a job. Jobs are idempotent; at-least-once is enough.</summary>
public interface IJobScheduler
{
    /// <summary>Says what runs jobs of a kind. Before the scheduler starts.</summary>
    /// <param name="job">The kind.</param>
    /// <param name="run">Runs one job with its argument.</param>
    void Handle(string job, Func<string, CancellationToken, Task> run);

    /// <summary>Queues jobs of one kind, each with its argument (a JSON text or a plain key). A job that is queued already stays one.</summary>
    Task EnqueueAsync(string job, IReadOnlyList<string> arguments, CancellationToken cancellationToken);

    /// <summary>Runs a job again and again, first after <paramref name="delay"/>. A second call replaces the first.</summary>
    Task RepeatAsync(string job, TimeSpan delay, TimeSpan interval, CancellationToken cancellationToken);

    /// <summary>How many jobs of a kind are queued or running, at all workers.</summary>
    Task<int> CountAsync(string job, CancellationToken cancellationToken);

    /// <summary>Waits until no job is queued or running (repeating ones aside).</summary>
    Task WhenIdleAsync(CancellationToken cancellationToken);

    /// <summary>Tells when a job of a kind fails in this worker.</summary>
    event Action<string, Exception>? Failed;

    /// <summary>What the last failed job of this worker said, or null.</summary>
    string? LastFailure { get; }
}
