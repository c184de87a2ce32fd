using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Catalogue.Classifier;
using Catalogue.Classifier.Rules;
using Catalogue.Site.Publishing;
using Catalogue.Site.Search;
using Catalogue.TestSupport;

namespace Catalogue.Benchmarks;

/// <summary>
/// Builds search indexes over made-up catalogues and times a mix of queries with the worst cases in it. Prints wall time and
/// the thread's own CPU time: on a busy machine only the second can be compared. CATALOGUE_SEARCH_ENGINE names another engine than the default.
/// </summary>
internal static class SearchBenchmark
{
    private const int Rounds = 40;

    private static readonly string[] Mix =
    [
        "list_invoice", "deleteCustomer", "create calendar meeting", "refund order", "search document files", "erase db record", "k8s container list",
        "serach custmer", "delte dashbord", "upload im", "create pla", "ge", "a", "get", "the", "get list", "results newest first", "tools that can run shell commands",
        "drop database table", "wallet transfer", "\"newest first\"", "\"the whole record\"", "risk:critical", "category:destructive delete", "", "cap:writes has:finding",
        "file -delete -archive", "customer -\"newest first\"",
    ];

    public static async Task<int> RunAsync(string[] args)
    {
        var sizes = args.Length > 0 ? args.Select(arg => int.Parse(arg, CultureInfo.InvariantCulture)).ToArray() : [31_000, 500_000];
        foreach (var size in sizes) await RunAsync(size);
        return 0;
    }

    private static async Task RunAsync(int size)
    {
        // An index that was kept saves building it when only queries are looked at.
        var kept = Environment.GetEnvironmentVariable("CATALOGUE_SEARCH_INDEX");
        var folder = kept is { Length: > 0 } ? Directory.CreateDirectory(Path.Combine(kept, size.ToString(CultureInfo.InvariantCulture))).FullName : Directory.CreateTempSubdirectory("search-benchmark-").FullName;
        try
        {
            var path = Path.Combine(folder, "index");
            var writer = Writer();
            if (Path.Exists(path))
            {
                using var old = writer.Open(path);
                TimeQueries(old);
                return;
            }
            var assessor = new ServerAssessor(new RiskClassifier(RuleSet.LoadEmbedded()));
            var servers = CatalogueGenerator.Servers(size, size / 7).Select(assessor.Assess);
            var prepared = size <= 100_000 ? servers.ToList() : null; // the build alone is timed where memory allows
            await TimeAsync($"build {size} tools{(prepared is null ? " (assessing included)" : "")}", () => writer.BuildAsync(path, (prepared ?? servers).ToAsyncEnumerable(), default));
            Console.WriteLine($"  on disk {new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length) >> 20} MB, peak working set so far {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MB");
            var one = (prepared ?? CatalogueGenerator.Servers(700, 100).Select(assessor.Assess)).First(server => server.Tools.Count > 0);
            await TimeAsync("update one server", () => writer.UpdateAsync(path, [one], [], default));
            var opening = Stopwatch.GetTimestamp();
            using var index = writer.Open(path);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  open {Stopwatch.GetElapsedTime(opening).TotalMilliseconds:F1} ms"));
            TimeQueries(index);
        }
        finally
        {
            if (kept is not { Length: > 0 }) Directory.Delete(folder, recursive: true);
        }
    }

    private static ISearchIndexWriter Writer()
    {
        var name = Environment.GetEnvironmentVariable("CATALOGUE_SEARCH_ENGINE");
        return string.IsNullOrEmpty(name) ? SearchEngine.CreateWriter() : SearchEngine.Find(name) ?? throw new InvalidOperationException($"CATALOGUE_SEARCH_ENGINE: there is no engine '{name}'; one of {string.Join(", ", SearchEngine.Names)}.");
    }

    private static void TimeQueries(ISearchIndex index)
    {
        var queries = Mix.Append(new string('q', 60)).Append(new string('x', 10_240)).Append(string.Concat(Enumerable.Repeat("get the customer list of all invoices by id ", 240))).ToArray();
        var (wall, cpu) = (new List<double>(), new List<double>());
        var each = queries.ToDictionary(text => text, _ => new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var text in queries)
            {
                var (before, started) = (ThreadCpu(), Stopwatch.GetTimestamp());
                index.Search(new SearchQuery(text));
                var spent = ThreadCpu() - before;
                if (round < 5) continue;
                wall.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                cpu.Add(spent);
                each[text].Add(spent);
            }
        }
        Print("CPU ", cpu);
        Print("wall", wall);
        foreach (var (text, times) in each.OrderByDescending(pair => Median(pair.Value)))
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"    {Median(times),7:F2} ms CPU (median), {times.Max(),7:F2} at most: '{text[..Math.Min(40, text.Length)]}'"));
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static void Print(string what, List<double> values)
    {
        values.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {what} of {values.Count} queries: p50 {values[values.Count / 2]:F3} ms, p99 {values[values.Count * 99 / 100]:F3} ms, max {values[^1]:F2} ms"));
    }

    private static async Task TimeAsync(string what, Func<Task> work)
    {
        var (before, started) = (Process.GetCurrentProcess().TotalProcessorTime, Stopwatch.GetTimestamp());
        await work();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {Stopwatch.GetElapsedTime(started).TotalSeconds:F2} s, CPU {(Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds:F2} s"));
    }

    // Milliseconds of CPU that this thread has used; wall time where the system can't tell.
    private static double ThreadCpu()
    {
        const int ThreadClock = 3;
        return OperatingSystem.IsLinux() && ClockGetTime(ThreadClock, out var time) == 0 ? (time.Seconds * 1e3) + (time.Nanoseconds / 1e6) : Stopwatch.GetTimestamp() * 1e3 / Stopwatch.Frequency;
    }

    [DllImport("libc", EntryPoint = "clock_gettime")]
    private static extern int ClockGetTime(int clock, out TimeSpec time);

    private struct TimeSpec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
