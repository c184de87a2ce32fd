using System.Globalization;
using Catalogue.Classifier.Model;
using Catalogue.Crawler.Sources;
using Catalogue.Site.Attacks;
using Catalogue.Site.Tests.Support;
using Catalogue.TestSupport;

namespace Catalogue.Site.Tests.Attacks;

public sealed class AttackCorpusTests
{
    private const string GoldenPath = "Attacks/corpus-links.golden.txt";

    /// <summary>Counts only: a change of rules shows itself as a difference. <c>UPDATE_GOLDEN=1</c> writes the file anew.</summary>
    [CorpusFact]
    public void As_many_tools_of_the_corpus_are_linked_to_each_pattern_as_the_golden_file_says()
    {
        var library = AttackLibrary.LoadEmbedded();
        var linked = library.Patterns.ToDictionary(pattern => pattern.Id, _ => 0);
        var (tools, withLinks, readersWithLinks) = (0, 0, 0);
        foreach (var server in DefinitionFile.Read(Corpus.File("tools.jsonl.gz")!, null).Select(line => line.Declared).OfType<DeclaredDefinition>().GroupBy(one => one.Server))
        {
            var records = server.DistinctBy(one => one.Definition.Name).Select((one, index) => Assessed.Tool(one.Definition.Name, slug: $"t{index}") with { Definition = one.Definition });
            foreach (var tool in Assessed.Server(server.Key, [.. records]).Tools)
            {
                var matches = library.Match(tool);
                tools++;
                if (matches.Count > 0) withLinks++;
                if (matches.Count > 0 && tool.Verdict is { Category: Category.Read, Risk: RiskLevel.Low, Capabilities: Capabilities.None }) readersWithLinks++;
                foreach (var match in matches) linked[match.Pattern.Id]++;
            }
        }
        readersWithLinks.ShouldBe(0, "a harmless reader must not be linked to an attack");
        string[] lines = [Line("tools", tools), Line("tools with a link", withLinks), .. linked.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => Line(pair.Key, pair.Value))];
        Golden.ShouldMatch(string.Join('\n', lines) + "\n", GoldenPath);
    }

    private static string Line(string name, int count) => $"{name}: {count.ToString(CultureInfo.InvariantCulture)}";
}
