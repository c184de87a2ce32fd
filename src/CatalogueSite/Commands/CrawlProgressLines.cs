using System.Globalization;
using Catalogue.Crawler.Jobs;
using Catalogue.Crawler.Model;

namespace Catalogue.Site.Commands;

/// <summary>A pass as plain lines, for logs and pipes.</summary>
public sealed class CrawlProgressLines(TextWriter output, TimeProvider time) : IProgress<CrawlEvent>
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);
    private readonly Lock _lock = new();
    private readonly Dictionary<Outcome, int> _outcomes = [];
    private long _last = time.GetTimestamp();
    private int _queued;
    private int _done;

    /// <inheritdoc/>
    public void Report(CrawlEvent value)
    {
        lock (_lock)
        {
            if (CrawlProgressView.Sentence(value) is { } sentence) output.WriteLine(sentence);
            switch (value)
            {
                case SourceEnded { Report: { Error: null } report }:
                    output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Source {report.Source.ForLog()}: {report.Listed:N0} entries."));
                    break;
                case ServersQueued queued:
                    _queued += queued.Servers;
                    break;
                case ServerInspected inspected:
                    _done++;
                    var outcome = inspected.Result.Observation.Outcome;
                    _outcomes[outcome] = _outcomes.GetValueOrDefault(outcome) + 1;
                    if (time.GetElapsedTime(_last) >= Every) WriteState();
                    break;
                case PassEnded when _done > 0:
                    WriteState();
                    break;
            }
        }
    }

    private void WriteState()
    {
        _last = time.GetTimestamp();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Asked {_done:N0} of {_queued:N0} servers: {CrawlProgressView.Describe(_outcomes)}."));
    }
}
