using Catalogue.Site.Publishing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Catalogue.Site.Serving;

/// <summary>Looks for a newer generation again and again, so that a publish by another process is seen within a second.</summary>
internal sealed partial class GenerationWatcher(GenerationStore store, SearchWarmUp warmUp, SiteHostOptions options, IHostApplicationLifetime lifetime, ILogger<GenerationWatcher> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        TellFault(null);
        using var timer = new PeriodicTimer(options.RefreshInterval);
        try
        {
            // The doors are there, and the site listens, once everything has started.
            await StartedAsync(stoppingToken).ConfigureAwait(false);
            await warmUp.RunOnceAsync(stoppingToken).ConfigureAwait(false);
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
            {
                try
                {
                    var before = store.IndexFault;
                    store.Refresh();
                    TellFault(before);
                    await warmUp.RunOnceAsync(stoppingToken).ConfigureAwait(false);
                }
                catch (Exception error) when (error is Microsoft.Data.Sqlite.SqliteException or IOException)
                {
                    LogRefreshFailed(logger, error.Message);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }

    private async Task StartedAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var whenStarted = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken).ConfigureAwait(false);
    }

    // Once for each thing that is wrong, not once a second.
    private void TellFault(string? before)
    {
        if (store.IndexFault is { } fault && fault != before && store.Current is not null) LogIndexFault(logger, fault);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Search is not available, or answers from an older index: {Reason}")]
    private static partial void LogIndexFault(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The site store could not be looked at, the last generation stays: {Reason}")]
    private static partial void LogRefreshFailed(ILogger logger, string reason);
}
