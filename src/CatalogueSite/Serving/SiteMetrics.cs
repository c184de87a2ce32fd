using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace Catalogue.Site.Serving;

/// <summary>Figures for <c>/metrics</c> in Prometheus' text format. Whoever has a figure adds a gauge once.</summary>
public sealed class SiteMetrics
{
    private readonly ConcurrentDictionary<string, (string Help, string Type, Func<double> Read)> _figures = new(StringComparer.Ordinal);
    private long _requests;

    /// <summary>Counts one request.</summary>
    public void CountRequest() => Interlocked.Increment(ref _requests);

    /// <summary>Requests so far.</summary>
    public long Requests => Interlocked.Read(ref _requests);

    /// <summary>Adds a figure that can go up and down, or puts another in its place.</summary>
    /// <param name="name">Lower-case words joined by underscores, with its unit: <c>catalogue_publish_duration_seconds</c>.</param>
    /// <param name="help">What it counts, in one line.</param>
    /// <param name="read">Reads it now; called on any thread.</param>
    public void AddGauge(string name, string help, Func<double> read) => _figures[name] = (help, "gauge", read);

    /// <summary>Adds a figure that only grows.</summary>
    /// <inheritdoc cref="AddGauge"/>
    public void AddCounter(string name, string help, Func<double> read) => _figures[name] = (help, "counter", read);

    /// <summary>All figures as text.</summary>
    public string ToText()
    {
        var text = new StringBuilder();
        foreach (var (name, (help, type, read)) in _figures.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} {type}\n{name} {read():R}\n");
        }
        return text.ToString();
    }
}
