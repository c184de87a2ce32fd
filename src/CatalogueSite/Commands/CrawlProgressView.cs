using System.Globalization;
using Catalogue.Crawler.Jobs;
using Spectre.Console;

namespace Catalogue.Site.Commands;

/// <summary>Shows a pass while it runs, on standard error: bars in a terminal, a line now and then elsewhere.</summary>
public static class CrawlProgressView
{
    /// <summary>Runs a pass under its view.</summary>
    public static async Task<T> RunAsync<T>(Func<IProgress<CrawlEvent>, Task<T>> run)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (Console.IsErrorRedirected) return await run(new CrawlProgressLines(Console.Error, TimeProvider.System));
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return await console.Progress().AutoClear(false)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn(), new SpinnerColumn())
            .StartAsync(context => run(new CrawlProgressBars(console, context)));
    }

    /// <summary>The outcomes so far, the most frequent first: <c>observed 120, auth-required 7</c>.</summary>
    internal static string Describe(IReadOnlyDictionary<Crawler.Model.Outcome, int> outcomes) => string.Join(
        ", ", outcomes.OrderByDescending(pair => pair.Value).Take(4).Select(pair => string.Create(CultureInfo.InvariantCulture, $"{Crawler.Model.OutcomeNames.ToName(pair.Key)} {pair.Value:N0}")));

    /// <summary>A sentence for an event that every view tells, or null.</summary>
    internal static string? Sentence(CrawlEvent happened) => happened switch
    {
        PassStarted { IsLeader: false } started => $"Another worker leads pass {started.PassId}; this one helps.",
        PassStarted { IsResumed: true } started => $"Pass {started.PassId} was interrupted; it goes on.",
        SourceEnded { Report.Error: { } error } ended => $"Warning: source {ended.Report.Source.ForLog()} could not be read: {error.ForLog()} The rest goes on.",
        CrawlWarning warning => $"Note: {warning.Text.ForLog()}",
        _ => null,
    };
}
