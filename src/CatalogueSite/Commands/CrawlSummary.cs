using Catalogue.Classifier;
using Catalogue.Classifier.Model;
using Catalogue.Classifier.Rules;
using Catalogue.Crawler.Model;
using Catalogue.Crawler.Storage;

namespace Catalogue.Site.Commands;

/// <summary>What a pass did and what the catalogue holds after it.</summary>
/// <param name="Pass">The pass.</param>
/// <param name="ServersByOutcome">All servers of the catalogue by outcome.</param>
/// <param name="ToolsByCategory">All present tools of the catalogue by category.</param>
public sealed record CrawlSummary(CrawlPass Pass, IReadOnlyDictionary<Outcome, int> ServersByOutcome, IReadOnlyDictionary<Category, int> ToolsByCategory)
{
    private const int Portion = 100;

    /// <summary>Counts the catalogue; the tools of servers that changed since the last count are judged anew.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="store">The catalogue.</param>
    /// <param name="rules">The rules in force.</param>
    /// <param name="dataFolder">Where the last count is noted.</param>
    /// <param name="cancellationToken">Ends the counting.</param>
    public static async Task<CrawlSummary> CreateAsync(CrawlPass pass, CatalogueStore store, RuleSet rules, string dataFolder, CancellationToken cancellationToken)
    {
        var servers = await store.ReadServerStatesAsync(cancellationToken);
        var tally = CategoryTally.Load(Path.Combine(dataFolder, "category-counts.json"), rules.Hash);
        var present = servers.Where(server => server.Outcome != Outcome.Withdrawn).ToList();
        var uncounted = present.FindAll(server => tally.Find(server).IsEmpty);
        if (uncounted.Count > 0)
        {
            await CountAsync(uncounted, store, new RiskClassifier(rules), tally, cancellationToken);
            tally.Save(present);
        }
        var categories = new Dictionary<Category, int>();
        foreach (var server in present)
        {
            var counts = tally.Find(server);
            for (var i = 0; i < counts.Length; i++)
            {
                if (counts[i] > 0) categories[(Category)i] = categories.GetValueOrDefault((Category)i) + (int)counts[i];
            }
        }
        return new CrawlSummary(pass, servers.CountBy(server => server.Outcome).ToDictionary(), categories);
    }

    private static Task CountAsync(List<ServerState> servers, CatalogueStore store, RiskClassifier classifier, CategoryTally tally, CancellationToken cancellationToken)
    {
        var options = new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount };
        return Parallel.ForEachAsync(servers.Chunk(Portion), options, async (portion, token) =>
        {
            var tools = await store.ReadPresentToolsAsync([.. portion.Select(server => server.Id)], token);
            foreach (var server in portion)
            {
                var counts = Count(server.Name, [.. tools[server.Id]], classifier);
                lock (tally) tally.Add(server, counts);
            }
        });
    }

    private static int[] Count(string name, List<ToolDefinition> tools, RiskClassifier classifier)
    {
        var counts = new int[Enum.GetValues<Category>().Length];
        var context = new ServerContext(name, tools.Select(tool => tool.Name));
        foreach (var tool in tools) counts[(int)classifier.Assess(tool, context).Category]++;
        return counts;
    }
}
