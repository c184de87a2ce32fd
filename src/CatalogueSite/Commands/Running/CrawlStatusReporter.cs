using Catalogue.Crawler.Jobs;
using Catalogue.Crawler.Model;
using Catalogue.Site.Serving;

namespace Catalogue.Site.Commands.Running;

/// <summary>Turns what the crawler tells into what the site shows on <c>/crawl/</c>. Called from several threads.</summary>
internal sealed class CrawlStatusReporter(CrawlStatus status, TimeProvider time)
{
    private const int MostWarnings = 20;
    private readonly Lock _lock = new();
    private readonly Dictionary<Outcome, int> _outcomes = [];
    private readonly List<string> _warnings = [];
    private DateTimeOffset _startedAt;
    private string _phase = "";
    private int _queued, _asked;

    /// <summary>A pass begins.</summary>
    public void Begin()
    {
        lock (_lock)
        {
            _outcomes.Clear();
            _warnings.Clear();
            (_queued, _asked, _startedAt, _phase) = (0, 0, time.GetUtcNow(), "Reading the sources");
            Show(null);
        }
    }

    /// <summary>The pass has ended.</summary>
    public void End(DateTimeOffset next)
    {
        lock (_lock)
        {
            _phase = "";
            Show(next);
        }
    }

    /// <summary>A listener that tells both this and another one.</summary>
    public IProgress<CrawlEvent> And(IProgress<CrawlEvent> other) => new Both(this, other);

    private void Take(CrawlEvent happened)
    {
        lock (_lock)
        {
            switch (happened)
            {
                case SourceStarted source:
                    _phase = $"Reading the source {source.Source}";
                    break;
                case SourceEnded { Report.Error: { } error } ended:
                    Warn($"The source {ended.Report.Source} could not be read: {error}");
                    break;
                case ServersQueued queued:
                    _queued += queued.Servers;
                    _phase = "Asking servers for their tools";
                    break;
                case ServerInspected inspected:
                    _asked++;
                    _phase = $"Asking servers for their tools; the last one was {inspected.Name}";
                    var outcome = inspected.Result.Observation.Outcome;
                    _outcomes[outcome] = _outcomes.GetValueOrDefault(outcome) + 1;
                    break;
                case CrawlWarning warning:
                    Warn(warning.Text);
                    break;
                default:
                    return;
            }
            Show(null);
        }
    }

    private void Warn(string text)
    {
        if (_warnings.Count == MostWarnings) _warnings.RemoveAt(0);
        _warnings.Add(text);
    }

    private void Show(DateTimeOffset? next) =>
        status.Now = new CrawlSnapshot(_phase, _asked, _queued, new Dictionary<Outcome, int>(_outcomes), [.. _warnings], _startedAt, next);

    private sealed class Both(CrawlStatusReporter first, IProgress<CrawlEvent> second) : IProgress<CrawlEvent>
    {
        public void Report(CrawlEvent value)
        {
            first.Take(value);
            second.Report(value);
        }
    }
}
