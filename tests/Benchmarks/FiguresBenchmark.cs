using System.Globalization;
using System.Text;
using System.Text.Json;
using Catalogue.Classifier;
using Catalogue.Classifier.Model;
using Catalogue.Classifier.Rules;
using Catalogue.Crawler.Sources;
using Catalogue.Site.Pages;
using Catalogue.TestSupport;

namespace Catalogue.Benchmarks;

/// <summary>
/// Measures the classifier and writes the figures that the methodology page prints:
/// <c>benchmarks figures --out data/figures/accuracy.json [--labels FILE] [--attacks FILE] [--tools FILE]</c>.
/// </summary>
public static class FiguresBenchmark
{
    private static readonly JsonSerializerOptions Pretty = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Runs the benchmark.</summary>
    public static int Run(string[] args)
    {
        var labels = Option(args, "--labels") ?? Corpus.File("labels-dev.jsonl");
        var attacks = Option(args, "--attacks") ?? Corpus.File("attacks-dev.jsonl");
        var tools = Option(args, "--tools") ?? Corpus.File("tools.jsonl.gz");
        if (labels is null || attacks is null || tools is null)
        {
            Console.Error.WriteLine("The measuring corpus is not here: set CATALOGUE_CORPUS to its folder.");
            return 2;
        }
        var rules = RuleSet.LoadEmbedded();
        var classifier = new RiskClassifier(rules);
        var declared = Read(tools);
        var figures = new List<MeasuredFigure>();
        Categories(figures, classifier, declared, labels);
        Attacks(figures, classifier, attacks);
        FalseAlarms(figures, classifier, declared);
        var all = new MeasuredFigures("Categories and poisoning", DateOnly.FromDateTime(DateTime.UtcNow), rules.Hash, "benchmarks figures", figures);
        foreach (var figure in figures) Console.WriteLine($"{figure.What}: {figure.Value} ({figure.Of})");
        if (Option(args, "--out") is { } path) File.WriteAllText(path, JsonSerializer.Serialize(all, Pretty).ReplaceLineEndings("\n") + "\n");
        return 0;
    }

    private static Dictionary<string, List<ToolDefinition>> Read(string file) => DefinitionFile.Read(file, null)
        .Where(line => line.Declared is not null)
        .GroupBy(line => line.Declared!.Server)
        .ToDictionary(group => group.Key, group => group.Select(line => line.Declared!.Definition).ToList());

    private static void Categories(List<MeasuredFigure> figures, RiskClassifier classifier, Dictionary<string, List<ToolDefinition>> tools, string file)
    {
        var rows = new List<(Category Label, Category Said, bool Accepted, bool Natural)>();
        foreach (var line in File.ReadLines(file).Where(line => line.Length > 0))
        {
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            var server = root.GetProperty("server").GetString()!;
            if (!tools.TryGetValue(server, out var list) || list.FindLast(tool => tool.Name == root.GetProperty("tool").GetString()) is not { } definition) continue;
            var said = classifier.Assess(definition, new ServerContext(server, list.Select(tool => tool.Name))).Category;
            var label = Enum.Parse<Category>(root.GetProperty("category").GetString()!);
            var accepted = said == label || root.GetProperty("accept").EnumerateArray().Any(item => item.GetString() == said.ToString());
            rows.Add((label, said, accepted, root.GetProperty("sample").GetString() == "natural"));
        }
        const string Note = "Rated twice by hand. The rules were written with these labels in sight; expect less on others.";
        Add(figures, "Category that a careful expert could defend", rows.Count(row => row.Accepted), rows.Count, "labelled tools", Note);
        Add(figures, "The same, on tools drawn at random", rows.Count(row => row.Accepted && row.Natural), rows.Count(row => row.Natural), "labelled tools", null);
        Add(figures, "Exactly the first rater’s category", rows.Count(row => row.Said == row.Label), rows.Count, "labelled tools", "Raters themselves differ on some.");
        foreach (var category in Enum.GetValues<Category>().Reverse())
        {
            var own = rows.FindAll(row => row.Label == category);
            if (own.Count > 0) Add(figures, $"Found among tools labelled {category}", own.Count(row => row.Accepted), own.Count, "labelled tools", null);
        }
    }

    private static void Attacks(List<MeasuredFigure> figures, RiskClassifier classifier, string file)
    {
        var rows = new List<(string Label, bool Found)>();
        foreach (var line in File.ReadLines(file).Where(line => line.Length > 0))
        {
            using var json = JsonDocument.Parse(line);
            var read = DefinitionFile.ReadLine(Encoding.UTF8.GetBytes(line), 1, "unnamed");
            if (read.Declared is not { } one) continue;
            var context = new ServerContext(one.Server, [one.Definition.Name]);
            rows.Add((json.RootElement.GetProperty("label").GetString()!, Poisoned(classifier.Assess(one.Definition, context))));
        }
        var poisoned = rows.FindAll(row => row.Label.StartsWith("poisoned", StringComparison.Ordinal));
        var honest = rows.FindAll(row => row.Label.StartsWith("benign", StringComparison.Ordinal));
        Add(figures, "Poisoned definitions found", poisoned.Count(row => row.Found), poisoned.Count, "synthetic attacks", "A poisoning finding of severity Medium or above.");
        Add(figures, "Honest look-alikes flagged", honest.Count(row => row.Found), honest.Count, "honest definitions written to look alike", "Less is better.");
    }

    private static void FalseAlarms(List<MeasuredFigure> figures, RiskClassifier classifier, Dictionary<string, List<ToolDefinition>> tools)
    {
        var (flagged, total) = (0, 0);
        foreach (var (server, list) in tools)
        {
            var context = new ServerContext(server, list.Select(tool => tool.Name));
            total += list.Count;
            flagged += list.Count(tool => Poisoned(classifier.Assess(tool, context)));
        }
        Add(figures, "Real tools flagged for poisoning", flagged, total, "real tools, none known to be hostile", "An upper bound of false alarms; severity Medium or above.");
    }

    private static bool Poisoned(Verdict verdict) =>
        verdict.Findings.Any(finding => finding.Class == FindingClass.Poisoning && finding.Severity >= RiskLevel.Medium);

    private static void Add(List<MeasuredFigure> figures, string what, int count, int of, string unit, string? note)
    {
        if (of == 0) return;
        var share = 100.0 * count / of;
        var digits = share is > 0 and < 1 ? "0.00" : "0.0";
        figures.Add(new MeasuredFigure(what, share.ToString(digits, CultureInfo.InvariantCulture) + " %", $"{count.ToString("N0", CultureInfo.InvariantCulture)} of {of.ToString("N0", CultureInfo.InvariantCulture)} {unit}", note));
    }

    private static string? Option(string[] args, string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
}
