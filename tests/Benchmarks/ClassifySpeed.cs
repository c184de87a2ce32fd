using System.Diagnostics;
using Catalogue.Classifier;
using Catalogue.Classifier.Judging;
using Catalogue.Classifier.Model;
using Catalogue.Classifier.Rules;
using Catalogue.Classifier.Text;
using Catalogue.Crawler.Sources;
using Catalogue.TestSupport;

namespace Catalogue.Benchmarks;

/// <summary>
/// Tools per second and bytes allocated a tool, warm and in process, with everything on:
/// <c>benchmarks classify-speed [--threads 2] [--rounds 5] [--tools FILE] [--parts [--step NAME]]</c>
/// </summary>
public static class ClassifySpeed
{
    /// <summary>Runs it.</summary>
    public static int Run(string[] args)
    {
        var file = Option(args, "--tools") ?? Corpus.File("tools.jsonl.gz");
        if (file is null)
        {
            Console.Error.WriteLine("The measuring corpus is not here: set CATALOGUE_CORPUS to its folder.");
            return 2;
        }
        var threads = int.Parse(Option(args, "--threads") ?? "2", System.Globalization.CultureInfo.InvariantCulture);
        var rounds = int.Parse(Option(args, "--rounds") ?? "5", System.Globalization.CultureInfo.InvariantCulture);
        var declared = DefinitionFile.Read(file, null).Where(line => line.Declared is not null).Select(line => line.Declared!).ToList();
        var contexts = declared.GroupBy(tool => tool.Server).ToDictionary(group => group.Key, group => new ServerContext(group.Key, group.Select(tool => tool.Definition.Name)));
        var tools = declared.Select(tool => (tool.Definition, contexts[tool.Server])).ToArray();
        var loading = Stopwatch.StartNew();
        var classifier = new RiskClassifier(RuleSet.LoadEmbedded());
        Console.WriteLine($"rules loaded in {loading.ElapsedMilliseconds} ms; {tools.Length} tools, {threads} threads");
        if (args.Contains("--parts")) return Parts(tools, rounds, Option(args, "--step"));
        for (var round = 0; round < rounds; round++)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            var cpu = Process.GetCurrentProcess().TotalProcessorTime;
            var watch = Stopwatch.StartNew();
            Parallel.For(0, threads, thread =>
            {
                for (var i = thread; i < tools.Length; i += threads) classifier.Assess(tools[i].Definition, tools[i].Item2);
            });
            watch.Stop();
            var used = Process.GetCurrentProcess().TotalProcessorTime - cpu;
            var bytes = (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)tools.Length;
            Console.WriteLine($"round {round + 1}: {tools.Length / watch.Elapsed.TotalSeconds,10:0} tools/s, {used.TotalMicroseconds / tools.Length,6:0.0} µs of processor a tool, {bytes,6:0} bytes allocated a tool");
        }
        return 0;
    }

    /// <summary>What each step costs, on one thread.</summary>
    private static int Parts((ToolDefinition Definition, ServerContext Context)[] tools, int rounds, string? only)
    {
        var rules = RuleSet.LoadEmbedded();
        var room = new JudgeRoom(rules.Compiled);
        var cache = new ServerCache(rules.Compiled);
        var reader = new DefinitionReader();
        for (var round = 0; round < rounds; round++)
        {
            Step("read", tools, tool => reader.Read(tool.Definition));
            Step("read and hash", tools, tool => { reader.Read(tool.Definition); reader.Hash(); });
            Step("judge", tools, tool => room.Judge.Read(tool.Definition, cache.Get(tool.Context).Words));
            Step("judge and build", tools, tool =>
            {
                var server = cache.Get(tool.Context);
                room.Judge.Read(tool.Definition, server.Words);
                room.Builder.Build(server.Hash, rules.Hash, [], false);
            });
            Step("read and check", tools, tool => { reader.Read(tool.Definition); rules.Findings.Check(reader, tool.Context, out _); });
        }
        return 0;

        void Step(string name, (ToolDefinition, ServerContext)[] all, Action<(ToolDefinition Definition, ServerContext Context)> step)
        {
            if (only is null || only == name) Measure(name, all, step);
        }
    }

    private static void Measure(string name, (ToolDefinition, ServerContext)[] tools, Action<(ToolDefinition Definition, ServerContext Context)> step)
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
        foreach (var tool in tools) step(tool);
        var used = Process.GetCurrentProcess().TotalProcessorTime - cpu;
        Console.WriteLine($"{name,-18} {used.TotalMicroseconds / tools.Length,6:0.0} µs {(GC.GetTotalAllocatedBytes(precise: true) - before) / tools.Length,6} bytes");
    }

    private static string? Option(string[] args, string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
}
