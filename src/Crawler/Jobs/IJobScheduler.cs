namespace Catalogue.Crawler.Jobs;

/// <summary>The one seam to the job engine: queue a job, repeat a job. Jobs are idempotent; at-least-once is enough.</summary>
public interface IJobScheduler
{
    /// <summary>Queues jobs of one kind, each with its argument (a JSON text or a plain key).</summary>
    Task EnqueueAsync(string job, IReadOnlyList<string> arguments, CancellationToken cancellationToken);

    /// <summary>Runs a job again and again, first after <paramref name="delay"/>. A second call replaces the first.</summary>
    Task RepeatAsync(string job, TimeSpan delay, TimeSpan interval, CancellationToken cancellationToken);

    /// <summary>Waits until no job is queued or running.</summary>
    Task WhenIdleAsync(CancellationToken cancellationToken);
}
