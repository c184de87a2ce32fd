using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using Catalogue.Classifier;
using Catalogue.Classifier.Rules;
using Catalogue.Site.Pages;
using Catalogue.Site.Publishing;
using Catalogue.Site.Publishing.Documents;
using Catalogue.Site.Publishing.Storage;
using Catalogue.TestSupport;

namespace Catalogue.Benchmarks;

/// <summary>
/// What each stage of publishing costs by itself, on one thread: microseconds a page and kilobytes allocated a page.
/// Usage: <c>publish-stages [TOOLS SERVERS]</c> (4,000 600 by default; the first half only warms up).
/// </summary>
internal static class PublishStages
{
    public static async Task<int> RunAsync(string[] args)
    {
        var tools = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 4_000;
        var servers = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 600;
        var all = CatalogueGenerator.Servers(tools, servers).ToList();
        await RunAsync(all.Take(all.Count / 2).ToList(), print: false);
        await RunAsync(all.Skip(all.Count / 2).ToList(), print: true);
        return 0;
    }

    private static async Task RunAsync(List<Crawler.Model.ServerRecord> records, bool print)
    {
        using var folder = new Scratch();
        var options = PublishBenchmark.Options(folder.Path);
        var assessor = new ServerAssessor(new RiskClassifier(RuleSet.LoadEmbedded()));
        var assessed = new List<AssessedServer>(records.Count);
        var pages = records.Count + records.Sum(record => record.Tools.Count);
        Stage("assess", () => { foreach (var record in records) assessed.Add(assessor.Assess(record)); });
        Stage("document", () =>
        {
            var lines = new ArrayBufferWriter<byte>();
            foreach (var server in assessed) { lines.ResetWrittenCount(); ServerDocumentWriter.Write(server, lines); }
        });
        Stage("attacks", () => { foreach (var tool in assessed.SelectMany(server => server.PresentTools)) options.Site.Attacks.MatchAll(tool).Count(); });
        var html = new List<byte[]>(pages);
        await using var renderer = new PageRenderer(options.Site);
        foreach (var kind in SitePages.All.OfServer)
        {
            await StageAsync("render " + kind.Name, async () =>
            {
                var output = new ArrayBufferWriter<byte>(64 * 1024);
                foreach (var page in assessed.SelectMany(kind.Pages))
                {
                    output.ResetWrittenCount();
                    await renderer.RenderAsync(page, output);
                    html.Add(output.WrittenSpan.ToArray());
                }
            });
        }
        long packed = 0;
        var deflater = new Deflater();
        Stage("pack", () => { foreach (var page in html) packed += PageBody.Pack(page, deflater).Body.Length; });
        if (print) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{pages:N0} pages, {html.Average(page => page.Length):N0} bytes each, {packed / pages:N0} packed"));

        void Stage(string name, Action work) => StageAsync(name, () => { work(); return Task.CompletedTask; }).GetAwaiter().GetResult();

        async Task StageAsync(string name, Func<Task> work)
        {
            var (cpu, bytes) = (Process.GetCurrentProcess().TotalProcessorTime, GC.GetTotalAllocatedBytes());
            await work();
            var used = Process.GetCurrentProcess().TotalProcessorTime - cpu;
            if (print) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-16} {used.TotalMicroseconds / pages,8:N1} µs and {(GC.GetTotalAllocatedBytes() - bytes) / 1024.0 / pages,7:N1} KB a page of all"));
        }
    }

    private sealed class Scratch : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("publish-stages-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
