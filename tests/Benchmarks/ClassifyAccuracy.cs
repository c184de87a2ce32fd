using System.Text.Json;
using Catalogue.Classifier;
using Catalogue.Classifier.Model;
using Catalogue.Classifier.Rules;
using Catalogue.Crawler.Sources;
using Catalogue.TestSupport;

namespace Catalogue.Benchmarks;

/// <summary>
/// Scores the classifier against hand labels: per class with bootstrap intervals, confusions, capabilities.
/// <c>benchmarks classify-accuracy [--labels FILE] [--tools FILE] [--errors]</c>
/// </summary>
public static class ClassifyAccuracy
{
    private sealed record Label(string Server, string Tool, Category Category, HashSet<Category> Accept, Capabilities Sure, Capabilities Disputed, string Sample, Verdict Verdict)
    {
        /// <summary>The predicted class: a defensible one counts as the label's own.</summary>
        public Category Counted => Verdict.Category == Category || Accept.Contains(Verdict.Category) ? Category : Verdict.Category;
    }

    /// <summary>Runs the benchmark.</summary>
    public static int Run(string[] args)
    {
        var labels = Option(args, "--labels") ?? Corpus.File("labels-dev.jsonl");
        var tools = Option(args, "--tools") ?? Corpus.File("tools.jsonl.gz");
        if (labels is null || tools is null)
        {
            Console.Error.WriteLine("The measuring corpus is not here: set CATALOGUE_CORPUS to its folder.");
            return 2;
        }
        var rows = Assess(labels, tools);
        Console.WriteLine($"n = {rows.Count}; a verdict in a label's accept list counts as right for the label's own class");
        Classes(rows);
        var natural = rows.FindAll(row => row.Sample == "natural");
        Interval("accuracy, natural sample", natural, some => some.Count(row => row.Counted == row.Category) / (double)some.Count);
        Interval("accuracy, all", rows, some => some.Count(row => row.Counted == row.Category) / (double)some.Count);
        Interval("macro-F1", rows, MacroF1);
        CapabilityScores(rows);
        Confusions(rows);
        if (args.Contains("--errors")) Errors(rows);
        return 0;
    }

    private static List<Label> Assess(string labels, string tools)
    {
        var declared = DefinitionFile.Read(tools, null).Where(line => line.Declared is not null).Select(line => line.Declared!).ToList();
        var contexts = declared.GroupBy(tool => tool.Server).ToDictionary(group => group.Key, group => new ServerContext(group.Key, group.Select(tool => tool.Definition.Name)));
        var byName = declared.GroupBy(tool => (tool.Server, tool.Definition.Name)).ToDictionary(group => group.Key, group => group.Last());
        var classifier = new RiskClassifier(RuleSet.LoadEmbedded());
        var rows = new List<Label>();
        foreach (var line in File.ReadLines(labels).Where(line => line.Length > 0))
        {
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            var (server, tool) = (root.GetProperty("server").GetString()!, root.GetProperty("tool").GetString()!);
            if (!byName.TryGetValue((server, tool), out var found))
            {
                Console.Error.WriteLine($"not in the corpus: {server} {tool}");
                continue;
            }
            rows.Add(new Label(
                server, tool, Enum.Parse<Category>(root.GetProperty("category").GetString()!),
                [.. root.GetProperty("accept").EnumerateArray().Select(item => Enum.Parse<Category>(item.GetString()!))],
                Read(root.GetProperty("capabilities")), Read(root.GetProperty("capabilities_disputed")), root.GetProperty("sample").GetString()!,
                classifier.Assess(found.Definition, contexts[server])));
        }
        return rows;
    }

    private static Capabilities Read(JsonElement list)
    {
        var all = Capabilities.None;
        foreach (var item in list.EnumerateArray())
        {
            if (CapabilityNames.TryParse(item.GetString()!, out var one)) all |= one;
        }
        return all;
    }

    private static void Classes(List<Label> rows)
    {
        Console.WriteLine($"{"class",-12} {"n",4} {"precision",10} {"recall",8} {"F1",7}   95% interval of F1");
        foreach (var category in Enum.GetValues<Category>().Reverse())
        {
            var (precision, recall, f1) = Scores(rows, category);
            var (low, high) = Bootstrap(rows, some => Scores(some, category).F1);
            Console.WriteLine($"{category,-12} {rows.Count(row => row.Category == category),4} {precision,10:0.000} {recall,8:0.000} {f1,7:0.000}   {low:0.000} to {high:0.000}");
        }
    }

    private static (double Precision, double Recall, double F1) Scores(List<Label> rows, Category category)
    {
        double right = rows.Count(row => row.Category == category && row.Counted == category);
        double said = rows.Count(row => row.Counted == category);
        double truth = rows.Count(row => row.Category == category);
        var precision = said == 0 ? 1 : right / said;
        var recall = truth == 0 ? 1 : right / truth;
        return (precision, recall, right == 0 ? 0 : 2 * precision * recall / (precision + recall));
    }

    private static double MacroF1(List<Label> rows) => Enum.GetValues<Category>().Average(category => Scores(rows, category).F1);

    private static void Interval(string name, List<Label> rows, Func<List<Label>, double> score)
    {
        var (low, high) = Bootstrap(rows, score);
        Console.WriteLine($"{name}: {score(rows):0.000} (n = {rows.Count}, 95% {low:0.000} to {high:0.000})");
    }

    private static (double Low, double High) Bootstrap(List<Label> rows, Func<List<Label>, double> score)
    {
        const int Rounds = 1000;
        var random = new Random(7);
        var scores = new double[Rounds];
        for (var round = 0; round < Rounds; round++) scores[round] = score([.. Enumerable.Range(0, rows.Count).Select(_ => rows[random.Next(rows.Count)])]);
        Array.Sort(scores);
        return (scores[Rounds / 40], scores[Rounds - 1 - Rounds / 40]);
    }

    private static void CapabilityScores(List<Label> rows)
    {
        Console.WriteLine($"{"capability",-28} {"n",4} {"precision",10} {"recall",8}   (disputed ones not counted)");
        double right = 0, said = 0, truth = 0;
        foreach (var capability in CapabilityNames.All)
        {
            var counted = rows.FindAll(row => !row.Disputed.HasFlag(capability));
            double both = counted.Count(row => row.Sure.HasFlag(capability) && row.Verdict.Capabilities.HasFlag(capability));
            double named = counted.Count(row => row.Verdict.Capabilities.HasFlag(capability));
            double held = counted.Count(row => row.Sure.HasFlag(capability));
            (right, said, truth) = (right + both, said + named, truth + held);
            Console.WriteLine($"{CapabilityNames.ToName(capability),-28} {held,4} {(named == 0 ? 1 : both / named),10:0.000} {(held == 0 ? 1 : both / held),8:0.000}");
        }
        Console.WriteLine($"{"micro",-28} {truth,4} {right / said,10:0.000} {right / truth,8:0.000}");
    }

    private static void Confusions(List<Label> rows)
    {
        Console.WriteLine("confusions (row: label, column: verdict)");
        Console.WriteLine($"{"",-12}{string.Concat(Enum.GetValues<Category>().Select(category => $"{category,12}"))}");
        foreach (var label in Enum.GetValues<Category>())
            Console.WriteLine($"{label,-12}{string.Concat(Enum.GetValues<Category>().Select(verdict => $"{rows.Count(row => row.Category == label && row.Counted == verdict),12}"))}");
    }

    private static void Errors(List<Label> rows)
    {
        foreach (var row in rows.Where(row => row.Counted != row.Category))
            Console.WriteLine($"WRONG {row.Server} {row.Tool}: label {row.Category}, verdict {row.Verdict.Category} by {string.Join(' ', row.Verdict.Evidence.Select(evidence => $"{evidence.Rule}[{evidence.Where.Text}]"))}");
        foreach (var row in rows)
        {
            var missing = row.Sure & ~row.Verdict.Capabilities;
            var extra = row.Verdict.Capabilities & ~row.Sure & ~row.Disputed;
            if ((missing | extra) != 0)
                Console.WriteLine($"CAP {row.Server} {row.Tool} ({row.Category}): missing {string.Join(',', CapabilityNames.Split(missing))} extra {string.Join(',', CapabilityNames.Split(extra))}");
        }
    }

    private static string? Option(string[] args, string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
}
