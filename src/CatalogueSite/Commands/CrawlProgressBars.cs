using System.Globalization;
using Catalogue.Crawler.Jobs;
using Catalogue.Crawler.Model;
using Spectre.Console;

namespace Catalogue.Site.Commands;

/// <summary>A pass as progress bars.</summary>
internal sealed class CrawlProgressBars(IAnsiConsole console, ProgressContext context) : IProgress<CrawlEvent>
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, ProgressTask> _sources = new(StringComparer.Ordinal);
    private readonly Dictionary<Outcome, int> _outcomes = [];
    private ProgressTask? _servers;

    public void Report(CrawlEvent value)
    {
        lock (_lock)
        {
            if (CrawlProgressView.Sentence(value) is { } sentence) console.MarkupLineInterpolated($"{sentence}");
            switch (value)
            {
                case SourceStarted started:
                    _sources[started.Source] = context.AddTask(Describe(started.Source, 0), maxValue: 1).IsIndeterminate();
                    break;
                case SourceAdvanced advanced when _sources.TryGetValue(advanced.Source, out var task):
                    task.Description = Describe(advanced.Source, advanced.Listed);
                    break;
                case SourceEnded ended when _sources.TryGetValue(ended.Report.Source, out var task):
                    task.IsIndeterminate(false).Value(1);
                    task.Description = ended.Report.Error is null ? Describe(ended.Report.Source, ended.Report.Listed) : $"{Markup.Escape(ended.Report.Source.ForLog())}: [red]not read[/]";
                    task.StopTask();
                    break;
                case ServersQueued queued:
                    _servers ??= context.AddTask("Servers", maxValue: 0);
                    _servers.MaxValue += queued.Servers;
                    break;
                case ServerInspected inspected:
                    Count(inspected);
                    break;
            }
        }
    }

    private void Count(ServerInspected inspected)
    {
        var outcome = inspected.Result.Observation.Outcome;
        _outcomes[outcome] = _outcomes.GetValueOrDefault(outcome) + 1;
        _servers ??= context.AddTask("Servers", maxValue: 0);
        _servers.MaxValue = Math.Max(_servers.MaxValue, _servers.Value + 1);
        _servers.Increment(1);
        _servers.Description = Markup.Escape($"Servers: {CrawlProgressView.Describe(_outcomes)}");
    }

    private static string Describe(string source, int listed) => Markup.Escape(string.Create(CultureInfo.InvariantCulture, $"{source.ForLog()}: {listed:N0} entries"));
}
