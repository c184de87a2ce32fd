using System.Data.Common;
using Catalogue.Crawler.Storage;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Quartz;

namespace Catalogue.Crawler.Jobs;

/// <summary>
/// Quartz.NET behind the narrow seam, on its persistent store: a SQLite file of its own in the data folder, or, clustered,
/// the PostgreSQL database that the workers share. After a crash, jobs that were queued or running run again.
/// </summary>
public sealed partial class QuartzJobScheduler : IJobScheduler, IAsyncDisposable
{
    private const string RepeatGroup = "repeat";
    private readonly Dictionary<string, Func<string, CancellationToken, Task>> _handlers = new(StringComparer.Ordinal);
    private readonly DatabaseAddress _address;
    private readonly string _connectionString;
    private readonly int _concurrency;
    private readonly ILogger _logger;
    private static readonly TimeSpan NotingPatience = TimeSpan.FromSeconds(10);
    private readonly CancellationTokenSource _stopping = new();
    private readonly RunningJobs _running = new();
    private IScheduler? _scheduler;

    /// <summary>Makes a scheduler that is not started.</summary>
    /// <param name="address">The catalogue database: decides where the jobs are kept.</param>
    /// <param name="dataFolder">Where the SQLite file of the jobs lies.</param>
    /// <param name="concurrency">Jobs at once.</param>
    /// <param name="logger">Where to log; null for nowhere.</param>
    public QuartzJobScheduler(DatabaseAddress address, string dataFolder, int concurrency = 8, ILogger<QuartzJobScheduler>? logger = null)
    {
        _address = address;
        _concurrency = concurrency;
        _logger = logger ?? NullLogger<QuartzJobScheduler>.Instance;
        _connectionString = address.IsPostgres
            ? address.Value
            : new SqliteConnectionStringBuilder { DataSource = Path.GetFullPath(Path.Combine(dataFolder, "jobs.db")), DefaultTimeout = 30 }.ToString();
    }

    /// <inheritdoc/>
    public event Action<string, Exception>? Failed;

    /// <inheritdoc/>
    public string? LastFailure { get; private set; }

    /// <inheritdoc/>
    public void Handle(string job, Func<string, CancellationToken, Task> run) => _handlers[job] = run;

    /// <summary>Starts taking jobs, those of before a crash first.</summary>
    /// <exception cref="StorageException">The jobs' database cannot be used.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (!_address.IsPostgres) await PrepareSqliteAsync(cancellationToken);
            _scheduler = await QuartzSchedulerBuilder.Create(Configure).BuildScheduler(cancellationToken);
            await _scheduler.Start(cancellationToken);
        }
        catch (Exception exception) when (exception is SchedulerException or DbException)
        {
            throw new StorageException($"The database of queued jobs cannot be used: {exception.GetBaseException().Message} Check that the data folder (--data) is writable and its disk not full, or that PostgreSQL can be reached.", exception);
        }
    }

    /// <inheritdoc/>
    public async Task EnqueueAsync(string job, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        foreach (var chunk in arguments.Chunk(500))
        {
            var jobs = new Dictionary<IJobDetail, IReadOnlyCollection<ITrigger>>();
            foreach (var argument in chunk)
            {
                var detail = JobBuilder.Create<HandledJob>().WithIdentity(argument, job).UsingJobData(HandledJob.Argument, argument).RequestRecovery(true).Build();
                jobs[detail] = [TriggerBuilder.Create().WithIdentity(argument, job).ForJob(detail).StartNow().Build()];
            }
            await Scheduler.ScheduleJobs(jobs, new ScheduleJobOptions { Replace = true }, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async Task RepeatAsync(string job, TimeSpan delay, TimeSpan interval, CancellationToken cancellationToken)
    {
        var detail = JobBuilder.Create<HandledJob>().WithIdentity(job, RepeatGroup).DisallowConcurrentExecution(true).StoreDurably(true).Build();
        var trigger = TriggerBuilder.Create().WithIdentity(job, RepeatGroup).ForJob(detail).StartAt(DateTimeOffset.UtcNow + delay)
            .WithSchedule(SimpleScheduleBuilder.Create().WithInterval(interval).RepeatForever()).Build();
        await Scheduler.ScheduleJobs(new Dictionary<IJobDetail, IReadOnlyCollection<ITrigger>> { [detail] = [trigger] }, new ScheduleJobOptions { Replace = true }, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<int> CountAsync(string job, CancellationToken cancellationToken) =>
        await CountAsync("JOB_GROUP = @group", new { group = job }, cancellationToken);

    /// <inheritdoc/>
    public async Task WhenIdleAsync(CancellationToken cancellationToken)
    {
        while (await CountAsync("JOB_GROUP <> @group", new { group = RepeatGroup }, cancellationToken) > 0) await Task.Delay(100, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running.EmptyAsync();
        if (_scheduler is not null) await ShutDownAsync(_scheduler);
        _stopping.Dispose();
    }

    internal async Task RunAsync(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var key = context.JobDetail.Key;
        var name = key.Group == RepeatGroup ? key.Name : key.Group;
        var argument = key.Group == RepeatGroup ? "" : key.Name;
        if (!_handlers.TryGetValue(name, out var run))
        {
            LogUnknown(name);
            return;
        }
        using var running = _running.Enter();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stopping.Token);
        try
        {
            await run(argument, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            LogInterrupted(name, argument);
        }
        catch (Exception exception)
        {
            // The one place where a job's broken promise is caught: whoever queued it sees that it is not done.
            LastFailure = exception.Message;
            LogFailed(exception, name, argument);
            Failed?.Invoke(name, exception);
        }
    }

    // The engine tries for ever to note that a job has ended; on a full disk it never can. The job itself has ended by now, and one
    // that is noted as running runs again at the next start, finds its work done, and ends.
    private async Task ShutDownAsync(IScheduler scheduler)
    {
        using var patience = new CancellationTokenSource(NotingPatience);
        try
        {
            await scheduler.Shutdown(waitForJobsToComplete: true, patience.Token);
        }
        catch (OperationCanceledException)
        {
            LogUnnoted();
        }
    }

    private IScheduler Scheduler => _scheduler ?? throw new InvalidOperationException("The scheduler is not started.");

    private void Configure(IQuartzBuilder quartz)
    {
        quartz.ConfigureScheduler(options =>
        {
            // Unique in the process; the same for all workers of one database.
            options.InstanceName = _address.IsPostgres ? "catalogue" : $"catalogue {_connectionString}";
            options.IdleWaitTime = TimeSpan.FromSeconds(5);
        });
        quartz.UseDefaultThreadPool(_concurrency);
        quartz.UseJobFactory(new HandledJobFactory(this));
        quartz.UsePersistentStore(store =>
        {
            store.ConfigureStore(options => options.StoreJobDataAsStrings = true);
            if (_address.IsPostgres)
            {
                store.UsePostgres(NpgsqlFactory.Instance, _connectionString);
                store.UseClustering(options =>
                {
                    // A worker that is only busy must not be taken for dead: its servers would be asked twice.
                    options.CheckinInterval = TimeSpan.FromSeconds(5);
                    options.CheckinMisfireThreshold = TimeSpan.FromSeconds(25);
                });
            }
            else
            {
                store.UseSqlite(SqliteFactory.Instance, _connectionString);
            }
            store.ProvisionSchema();
        });
    }

    private async Task PrepareSqliteAsync(CancellationToken cancellationToken)
    {
        await using var connection = new SqliteConnection(_connectionString);
        await connection.OpenAsync(cancellationToken);
        await connection.ExecuteAsync("PRAGMA journal_mode=WAL");
    }

    // Triggers that wait or run; a job that runs has its row among the fired ones alone.
    private async Task<int> CountAsync(string where, object parameters, CancellationToken cancellationToken)
    {
        await using DbConnection connection = _address.IsPostgres ? new NpgsqlConnection(_connectionString) : new SqliteConnection(_connectionString);
        await connection.OpenAsync(cancellationToken);
        return (int)await connection.ExecuteScalarAsync<long>(
            $"SELECT (SELECT COUNT(*) FROM QRTZ_TRIGGERS WHERE {where}) + (SELECT COUNT(*) FROM QRTZ_FIRED_TRIGGERS WHERE {where})", parameters);
    }

    [LoggerMessage(1, LogLevel.Error, "Job {Job} {Argument} failed")]
    private partial void LogFailed(Exception exception, string job, string argument);

    [LoggerMessage(2, LogLevel.Information, "Job {Job} {Argument} was interrupted")]
    private partial void LogInterrupted(string job, string argument);

    [LoggerMessage(4, LogLevel.Warning, "The end of the last jobs could not be noted; they run once more at the next start")]
    private partial void LogUnnoted();

    [LoggerMessage(3, LogLevel.Warning, "A job of the unknown kind {Job} is queued; it is dropped")]
    private partial void LogUnknown(string job);
}
