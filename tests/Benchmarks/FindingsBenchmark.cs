using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Catalogue.Classifier.Checks;
using Catalogue.Classifier.Model;
using Catalogue.Classifier.Text;
using Catalogue.Crawler.Sources;
using Catalogue.TestSupport;

namespace Catalogue.Benchmarks;

/// <summary>
/// Recall on the labelled attacks and false alarms on honest tools, with what was missed and what was flagged listed for
/// reading: <c>benchmarks findings [--list] [--missed] [--attacks FILE] [--tools FILE] [--speed]</c>.
/// </summary>
public static class FindingsBenchmark
{
    private static readonly FindingEngine Engine = FindingEngine.CreateEmbedded();

    /// <summary>Runs the benchmark.</summary>
    public static int Run(string[] args)
    {
        var attacks = Option(args, "--attacks") ?? Corpus.File("attacks-dev.jsonl");
        var tools = Option(args, "--tools") ?? Corpus.File("tools.jsonl.gz");
        if (attacks is null || tools is null)
        {
            Console.Error.WriteLine("The measuring corpus is not here: set CATALOGUE_CORPUS to its folder.");
            return 2;
        }
        if (!args.Contains("--speed")) Attacks(attacks, args.Contains("--missed"), args.Contains("--list"));
        var declared = Load(tools);
        if (!args.Contains("--speed")) Tools(declared, args.Contains("--list"));
        Speed(declared);
        return 0;
    }

    private static void Attacks(string file, bool missed, bool list)
    {
        var rows = new List<(string Label, bool Minor, RiskLevel? Worst, string Id, string Rules, string Text)>();
        foreach (var line in File.ReadLines(file))
        {
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            var read = DefinitionFile.ReadLine(Encoding.UTF8.GetBytes(line), 1, "unnamed");
            if (read.Declared is not { } declared) continue;
            var kind = root.GetProperty("kind").GetString()!;
            var poisoning = Check(declared, null).Where(finding => finding.Class == FindingClass.Poisoning).ToList();
            rows.Add((
                root.GetProperty("label").GetString()!,
                kind.StartsWith("preference_manipulation", StringComparison.Ordinal)
                    || kind == "out_of_scope_parameter" && line.Contains("\"llm_", StringComparison.Ordinal),
                poisoning.Count == 0 ? null : poisoning.Max(finding => finding.Severity),
                root.GetProperty("id").GetString()!,
                string.Join(' ', poisoning.Select(finding => $"{finding.Rule}:{finding.Severity}").Distinct()),
                (declared.Definition.Description ?? "").ReplaceLineEndings(" ")));
        }
        Console.WriteLine($"{"label",-30} {"rows",5} {"any",5} {"Medium+",8} {"High+",6}");
        foreach (var group in rows.GroupBy(row => row.Label + (row.Minor ? " (minor)" : "")).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            Console.WriteLine($"{group.Key,-30} {group.Count(),5} {group.Count(row => row.Worst is not null),5} "
                + $"{group.Count(row => row.Worst >= RiskLevel.Medium),8} {group.Count(row => row.Worst >= RiskLevel.High),6}");
        }
        foreach (var row in rows)
        {
            var poisoned = row.Label.StartsWith("poisoned", StringComparison.Ordinal);
            if (missed && poisoned && (row.Minor ? row.Worst is null : row.Worst is null or RiskLevel.Low))
                Console.WriteLine($"MISSED {row.Id} {row.Label} {row.Rules} | {row.Text}");
            if (list && row.Label.StartsWith("benign", StringComparison.Ordinal) && row.Worst >= RiskLevel.Medium)
                Console.WriteLine($"FALSE {row.Id} {row.Label} {row.Rules} | {row.Text}");
        }
    }

    private static void Tools(List<(DeclaredDefinition Declared, ServerContext Context)> declared, bool list)
    {
        var flagged = new List<(DeclaredDefinition Declared, IReadOnlyList<Finding> Findings)>();
        foreach (var (one, context) in declared)
        {
            var findings = Check(one, context);
            if (findings.Count > 0) flagged.Add((one, findings));
        }
        Console.WriteLine();
        Console.WriteLine($"real tools: {declared.Count}");
        foreach (var level in Enum.GetValues<RiskLevel>())
        {
            var count = flagged.Count(row => row.Findings.Any(finding => finding.Class == FindingClass.Poisoning && finding.Severity >= level));
            Console.WriteLine($"  poisoning at {level} or above: {count} ({100.0 * count / declared.Count:0.000}%)");
        }
        foreach (var group in flagged.SelectMany(row => row.Findings.Select(finding => (finding.Rule, finding.Severity)).Distinct())
            .GroupBy(pair => pair).OrderBy(group => group.Key.Rule, StringComparer.Ordinal).ThenBy(group => group.Key.Severity))
        {
            Console.WriteLine($"  {group.Key.Rule,-28} {group.Key.Severity,-9} {group.Count(),6}");
        }
        if (!list) return;
        foreach (var (one, findings) in flagged)
        {
            var patterns = Patterns(one);
            foreach (var finding in findings.Where(finding => finding.Severity >= RiskLevel.Medium))
                Console.WriteLine($"FLAG {finding.Severity} {finding.Rule} {one.Server} {one.Definition.Name} {finding.Where.Field} | {finding.Where.Text.ReplaceLineEndings(" ")} | {finding.Where.Decoded} | {patterns.GetValueOrDefault(finding.Rule)}");
        }
    }

    private static void Speed(List<(DeclaredDefinition Declared, ServerContext Context)> declared)
    {
        var reader = new DefinitionReader();
        for (var round = 0; round < 4; round++)
        {
            var (both, reading) = (Time(declared, reader, true, out var allocated), Time(declared, reader, false, out var base_));
            Console.WriteLine($"one thread: {both * 1e6 / declared.Count:0.00} us a tool read and checked, {(both - reading) * 1e6 / declared.Count:0.00} us of it checks, "
                + $"{(allocated - base_) / declared.Count} bytes a tool for checks");
        }
    }

    private static double Time(List<(DeclaredDefinition Declared, ServerContext Context)> declared, DefinitionReader reader, bool check, out long allocated)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();
        foreach (var (one, context) in declared)
        {
            reader.Read(one.Definition);
            if (check) Engine.Check(reader, context, out _);
        }
        var seconds = watch.Elapsed.TotalSeconds;
        allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        return seconds;
    }

    private static IReadOnlyList<Finding> Check(DeclaredDefinition declared, ServerContext? context)
    {
        var reader = new DefinitionReader();
        reader.Read(declared.Definition);
        return Engine.Check(reader, context ?? new ServerContext(declared.Server, [declared.Definition.Name]), out _);
    }

    private static Dictionary<string, string> Patterns(DeclaredDefinition declared)
    {
        var reader = new DefinitionReader();
        reader.Read(declared.Definition);
        return Engine.Collect(reader, new ServerContext(declared.Server, [])).Signals.GroupBy(signal => signal.Check.Id)
            .ToDictionary(group => group.Key, group => string.Join(" / ", group.Select(signal => signal.Pattern).Distinct()));
    }

    private static List<(DeclaredDefinition Declared, ServerContext Context)> Load(string file)
    {
        var all = DefinitionFile.Read(file, null).Where(line => line.Declared is not null).Select(line => line.Declared!)
            .GroupBy(declared => (declared.Server, declared.Definition.Name)).Select(group => group.Last()).ToList();
        var contexts = all.GroupBy(declared => declared.Server)
            .ToDictionary(group => group.Key, group => new ServerContext(group.Key, group.Select(declared => declared.Definition.Name)));
        return [.. all.Select(declared => (declared, contexts[declared.Server]))];
    }

    private static string? Option(string[] args, string name) =>
        Array.IndexOf(args, name) is var index and >= 0 && index + 1 < args.Length ? args[index + 1] : null;
}
