using System.Diagnostics;
using System.Globalization;
using Catalogue.Classifier;
using Catalogue.Classifier.Rules;
using Catalogue.Site.Attacks;
using Catalogue.Site.Pages;
using Catalogue.Site.Publishing;
using Catalogue.Site.Search;
using Catalogue.Site.Serving;

namespace Catalogue.Benchmarks;

/// <summary>
/// Publishing made-up catalogues: cold, again without a change, and after one server changed. Seconds, processor seconds and
/// peak memory; the folder is thrown away. Usage: <c>publish [TOOLS SERVERS] [--folder DIR]</c> (31,000 4,600 by default).
/// </summary>
internal static class PublishBenchmark
{
    public static async Task<int> RunAsync(string[] args)
    {
        var tools = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 31_000;
        var servers = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 4_600;
        var keep = Array.IndexOf(args, "--folder") is >= 0 and var at ? args[at + 1] : null;
        var folder = keep ?? Directory.CreateTempSubdirectory("publish-benchmark-").FullName;
        try
        {
            var options = Options(folder);
            var reader = new GeneratedReader(tools, servers);
            await MeasureAsync("cold", options, reader);
            await MeasureAsync("nothing changed", options, reader);
            reader.ChangeOne();
            await MeasureAsync("one server changed", options, reader);
            reader.ChangeOne();
            await MeasureAsync("one more changed (warm)", options, reader);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"site store {Size(Path.Combine(folder, "site.db"))} MB, search index {FolderSize(Path.Combine(folder, "search"))} MB, peak memory {PeakMegabytes()} MB"));
        }
        finally
        {
            if (keep is null) Directory.Delete(folder, recursive: true);
        }
        return 0;
    }

    internal static PublishOptions Options(string folder)
    {
        var rules = RuleSet.LoadEmbedded();
        return new PublishOptions
        {
            DataFolder = folder,
            Site = new SiteContext(rules, AttackLibrary.LoadEmbedded(), SiteAssets.Embedded),
            Classifier = new RiskClassifier(rules),
            Pages = SitePages.All,
            Index = SearchEngine.CreateWriter(),
        };
    }

    private static async Task MeasureAsync(string name, PublishOptions options, GeneratedReader reader)
    {
        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        var result = await new Publisher(options).PublishAsync(reader, null, default);
        watch.Stop();
        var used = Process.GetCurrentProcess().TotalProcessorTime - cpu;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-26} {watch.Elapsed.TotalSeconds,8:N2} s wall {used.TotalSeconds,8:N2} s processor  {result.PagesRendered,9:N0} pages rendered {result.PagesWritten,9:N0} written  generation {result.Generation} ({result.Stats.Servers:N0} servers, {result.Stats.Tools:N0} tools)  peak {PeakMegabytes()} MB"));
    }

    private static long PeakMegabytes()
    {
        using var self = Process.GetCurrentProcess();
        return self.PeakWorkingSet64 / 1_000_000;
    }

    private static long Size(string file) => File.Exists(file) ? new FileInfo(file).Length / 1_000_000 : 0;

    private static long FolderSize(string folder) =>
        Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length) / 1_000_000 : 0;
}
