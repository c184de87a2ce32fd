using Quartz;
using Quartz.Extensibility;

namespace Catalogue.Crawler.Jobs;

/// <summary>The one kind of job that Quartz knows: it hands over to the handler of its group.</summary>
internal sealed class HandledJob(QuartzJobScheduler scheduler) : IJob
{
    public const string Argument = "argument";

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await scheduler.RunAsync(context, cancellationToken);
}

/// <summary>Makes <see cref="HandledJob"/>s.</summary>
internal sealed class HandledJobFactory(QuartzJobScheduler scheduler) : IJobFactory
{
    public ValueTask<JobScope> CreateJob(TriggerFiredBundle bundle, IScheduler quartz, CancellationToken cancellationToken = default) => new(new JobScope(new HandledJob(scheduler)));

    public ValueTask ReturnJob(JobScope scope, CancellationToken cancellationToken = default) => default;
}
