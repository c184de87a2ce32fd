using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text;
using Catalogue.Classifier.Model;
using Catalogue.Classifier.Rules;
using Catalogue.Crawler.Sources;
using Catalogue.TestSupport;

namespace Catalogue.Classifier.Tests.Golden;

/// <summary>
/// How the verdicts over the measuring corpus fall: a change of a rule shows here how far it reaches. Counts only, no
/// text; no risks, since findings raise them and have their own figures. <c>CATALOGUE_GOLDEN=update</c> writes the file anew; raise <see cref="RuleSet.EngineVersion"/> when it was code
/// that changed it.
/// </summary>
public sealed class VerdictCountsTests
{
    [CorpusFact]
    public void The_verdicts_over_the_corpus_fall_as_they_did()
    {
        var counts = Count();
        var golden = Path.Combine(Path.GetDirectoryName(Here())!, "verdict-counts.txt");
        if (Environment.GetEnvironmentVariable("CATALOGUE_GOLDEN") == "update") File.WriteAllText(golden, counts);
        counts.ShouldBe(File.ReadAllText(golden).ReplaceLineEndings("\n"));
    }

    private static string Count()
    {
        using var file = new GZipStream(File.OpenRead(Corpus.File("tools.jsonl.gz")!), CompressionMode.Decompress);
        var declared = DefinitionFile.Read(file, null).Where(line => line.Declared is not null).Select(line => line.Declared!).ToList();
        var contexts = declared.GroupBy(tool => tool.Server).ToDictionary(group => group.Key, group => new ServerContext(group.Key, group.Select(tool => tool.Definition.Name)));
        var classifier = new RiskClassifier(RuleSet.LoadEmbedded());
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var tool in declared)
        {
            var verdict = classifier.Assess(tool.Definition, contexts[tool.Server]);
            Add($"category {verdict.Category}");
            Add($"confidence {verdict.Confidence}");
            if (verdict.Contested) Add("contested");
            if (verdict.ReaderByClaimOnly) Add("reader by claim only");
            foreach (var capability in CapabilityNames.Split(verdict.Capabilities)) Add($"capability {capability}");
            foreach (var rule in verdict.Evidence.Concat(verdict.CounterEvidence).Select(evidence => evidence.Rule).Distinct()) Add($"rule {rule}");
        }
        return counts.Aggregate(new StringBuilder($"engine {RuleSet.EngineVersion}\n"), (text, pair) => text.Append(pair.Key).Append(": ").Append(pair.Value).Append('\n')).ToString();

        void Add(string name) => counts[name] = counts.GetValueOrDefault(name) + 1;
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
