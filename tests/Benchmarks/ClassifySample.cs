using Catalogue.Classifier;
using Catalogue.Classifier.Model;
using Catalogue.Classifier.Rules;
using Catalogue.Crawler.Sources;
using Catalogue.TestSupport;

namespace Catalogue.Benchmarks;

/// <summary>
/// Draws tools of the corpus for reading, each with its verdict and why:
/// <c>benchmarks classify-sample [--n 100] [--seed 1] [--category Read] [--confidence Low] [--rule ID] [--capability NAME] [--contested] [--count]</c>
/// </summary>
public static class ClassifySample
{
    /// <summary>Runs it.</summary>
    public static int Run(string[] args)
    {
        var tools = Option(args, "--tools") ?? Corpus.File("tools.jsonl.gz");
        if (tools is null)
        {
            Console.Error.WriteLine("The measuring corpus is not here: set CATALOGUE_CORPUS to its folder.");
            return 2;
        }
        var rows = Assess(tools).Where(row => Fits(row.Verdict, args)).ToArray();
        Console.WriteLine($"{rows.Length} tools");
        if (args.Contains("--count")) return Count(rows);
        new Random(int.Parse(Option(args, "--seed") ?? "1", System.Globalization.CultureInfo.InvariantCulture)).Shuffle(rows);
        foreach (var (tool, verdict) in rows.Take(int.Parse(Option(args, "--n") ?? "100", System.Globalization.CultureInfo.InvariantCulture))) Print(tool, verdict);
        return 0;
    }

    private static List<(DeclaredDefinition Tool, Verdict Verdict)> Assess(string file)
    {
        var declared = DefinitionFile.Read(file, null).Where(line => line.Declared is not null).Select(line => line.Declared!).ToList();
        var contexts = declared.GroupBy(tool => tool.Server).ToDictionary(group => group.Key, group => new ServerContext(group.Key, group.Select(tool => tool.Definition.Name)));
        var classifier = new RiskClassifier(RuleSet.LoadEmbedded());
        return [.. declared.Select(tool => (tool, classifier.Assess(tool.Definition, contexts[tool.Server])))];
    }

    private static bool Fits(Verdict verdict, string[] args) =>
        (Option(args, "--category") is not { } category || verdict.Category.ToString() == category)
        && (Option(args, "--risk") is not { } risk || verdict.Risk.ToString() == risk)
        && (Option(args, "--confidence") is not { } confidence || verdict.Confidence.ToString() == confidence)
        && (Option(args, "--rule") is not { } rule || verdict.Evidence.Concat(verdict.CounterEvidence).Any(evidence => evidence.Rule == rule))
        && (Option(args, "--capability") is not { } capability || CapabilityNames.Split(verdict.Capabilities).Contains(capability))
        && (Option(args, "--without") is not { } without || !CapabilityNames.Split(verdict.Capabilities).Contains(without))
        && (!args.Contains("--contested") || verdict.Contested)
        && (!args.Contains("--claim") || verdict.ReaderByClaimOnly);

    private static int Count((DeclaredDefinition Tool, Verdict Verdict)[] rows)
    {
        foreach (var group in rows.GroupBy(row => row.Verdict.Category).OrderBy(group => group.Key)) Console.WriteLine($"{group.Key,-40} {group.Count(),6}");
        foreach (var group in rows.GroupBy(row => $"confidence {row.Verdict.Confidence}").OrderBy(group => group.Key, StringComparer.Ordinal)) Console.WriteLine($"{group.Key,-40} {group.Count(),6}");
        Console.WriteLine($"{"contested",-40} {rows.Count(row => row.Verdict.Contested),6}");
        foreach (var capability in CapabilityNames.All) Console.WriteLine($"{CapabilityNames.ToName(capability),-40} {rows.Count(row => row.Verdict.Capabilities.HasFlag(capability)),6}");
        foreach (var group in rows.SelectMany(row => row.Verdict.Evidence.Select(evidence => evidence.Rule).Distinct()).GroupBy(rule => rule).OrderByDescending(group => group.Count()))
            Console.WriteLine($"{group.Key,-40} {group.Count(),6}");
        return 0;
    }

    private static void Print(DeclaredDefinition tool, Verdict verdict)
    {
        var reasons = string.Join(' ', verdict.Evidence.Select(Reason).Distinct());
        var counter = string.Join(' ', verdict.CounterEvidence.Select(Reason).Distinct());
        var description = (tool.Definition.Description ?? "").ReplaceLineEndings(" ");
        Console.WriteLine($"{verdict.Category}/{verdict.Risk}/{verdict.Confidence} {tool.Server} :: {tool.Definition.Name} :: {(description.Length > 150 ? description[..150] : description)}");
        Console.WriteLine($"      {reasons}{(counter.Length > 0 ? " AGAINST " + counter : "")} {{{string.Join(',', CapabilityNames.Split(verdict.Capabilities))}}}");
    }

    private static string Reason(Evidence evidence) => $"{evidence.Rule}[{(evidence.Where.Text.Length > 24 ? evidence.Where.Text[..24] : evidence.Where.Text)}]";

    private static string? Option(string[] args, string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
}
