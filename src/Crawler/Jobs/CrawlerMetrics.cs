using System.Diagnostics;
using System.Diagnostics.Metrics;
using Catalogue.Crawler.Model;

namespace Catalogue.Crawler.Jobs;

/// <summary>The crawler's counters, under the meter <c>Catalogue.Crawler</c>.</summary>
public static class CrawlerMetrics
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "Catalogue.Crawler";

    private static readonly Meter Meter = new(MeterName);
    private static readonly Counter<long> Inspections = Meter.CreateCounter<long>("catalogue.crawler.inspections", "{server}", "Servers asked, by outcome.");
    private static readonly Histogram<double> Durations = Meter.CreateHistogram<double>("catalogue.crawler.inspection.duration", "s", "How long asking a server took, by outcome.");
    private static readonly Counter<long> Changes = Meter.CreateCounter<long>("catalogue.crawler.changes", "{server}", "Servers that changed in anything but check times.");
    private static readonly Counter<long> Listings = Meter.CreateCounter<long>("catalogue.crawler.listings", "{entry}", "Entries read, by source.");
    private static readonly Counter<long> SourceFailures = Meter.CreateCounter<long>("catalogue.crawler.source.failures", "{failure}", "Sources that could not be read, by source.");
    private static readonly Counter<long> Passes = Meter.CreateCounter<long>("catalogue.crawler.passes", "{pass}", "Passes ended.");
    private static readonly Histogram<double> PassDurations = Meter.CreateHistogram<double>("catalogue.crawler.pass.duration", "s", "How long a pass took.");
    private static long queued;

    static CrawlerMetrics() => Meter.CreateObservableGauge("catalogue.crawler.queue", () => Volatile.Read(ref queued), "{server}", "Servers queued to be asked.");

    internal static void Inspected(Outcome outcome, TimeSpan? duration)
    {
        var tag = new KeyValuePair<string, object?>("outcome", outcome.ToName());
        Inspections.Add(1, tag);
        if (duration is { } time) Durations.Record(time.TotalSeconds, tag);
    }

    internal static void Changed(int servers) => Changes.Add(servers);

    internal static void Listed(string source, int entries) => Listings.Add(entries, new TagList { { "source", source } });

    internal static void SourceFailed(string source) => SourceFailures.Add(1, new TagList { { "source", source } });

    internal static void PassEnded(TimeSpan duration)
    {
        Passes.Add(1);
        PassDurations.Record(duration.TotalSeconds);
    }

    internal static void Queue(long servers) => Interlocked.Exchange(ref queued, servers);
}
