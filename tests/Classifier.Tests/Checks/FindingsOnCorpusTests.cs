using System.Text;
using System.Text.Json;
using Catalogue.Classifier.Model;
using Catalogue.Crawler.Sources;
using Catalogue.TestSupport;

namespace Catalogue.Classifier.Tests.Checks;

/// <summary>Recall and false alarms on the measuring corpus, as the issue asks for them.</summary>
public sealed class FindingsOnCorpusTests
{
    [CorpusFact]
    public void Nearly_all_poisoned_definitions_are_found_and_nearly_no_honest_one()
    {
        var (poisoned, found, benign, flagged) = (0, 0, 0, 0);
        foreach (var line in File.ReadLines(Corpus.File("attacks-dev.jsonl")!))
        {
            if (DefinitionFile.ReadLine(Encoding.UTF8.GetBytes(line), 1, "unnamed").Declared is not { } declared) continue;
            using var json = JsonDocument.Parse(line);
            var label = json.RootElement.GetProperty("label").GetString()!;
            var kind = json.RootElement.GetProperty("kind").GetString()!;
            var minor = kind.StartsWith("preference_manipulation", StringComparison.Ordinal) || line.Contains("\"llm_", StringComparison.Ordinal);
            var worst = CheckTests.All(declared.Definition).Where(finding => finding.Class == FindingClass.Poisoning).Select(finding => (RiskLevel?)finding.Severity).Max();
            if (label.StartsWith("poisoned", StringComparison.Ordinal))
            {
                poisoned++;
                if (worst >= (minor ? RiskLevel.Low : RiskLevel.Medium)) found++;
            }
            else if (label.StartsWith("benign", StringComparison.Ordinal))
            {
                benign++;
                if (worst >= RiskLevel.Medium) flagged++;
            }
        }
        poisoned.ShouldBeGreaterThan(100);
        (found / (double)poisoned).ShouldBeGreaterThanOrEqualTo(0.95);
        (flagged / (double)benign).ShouldBeLessThanOrEqualTo(0.01);
    }

    [CorpusFact]
    public void Real_tools_are_hardly_ever_flagged()
    {
        var tools = DefinitionFile.Read(Corpus.File("tools.jsonl.gz")!, null).Where(line => line.Declared is not null).Select(line => line.Declared!).ToList();
        var flagged = 0;
        foreach (var server in tools.GroupBy(tool => tool.Server))
        {
            var names = server.Select(tool => tool.Definition.Name).ToArray();
            flagged += server.Count(tool => CheckTests.All(tool.Definition, names).Any(finding => finding.Class == FindingClass.Poisoning && finding.Severity >= RiskLevel.Medium));
        }
        (flagged / (double)tools.Count).ShouldBeLessThanOrEqualTo(0.0015);
    }
}
