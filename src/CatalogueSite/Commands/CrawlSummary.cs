using Catalogue.Classifier;
using Catalogue.Classifier.Model;
using Catalogue.Crawler.Model;
using Catalogue.Crawler.Storage;

namespace Catalogue.Site.Commands;

/// <summary>What a pass did and what the catalogue holds after it.</summary>
/// <param name="Pass">The pass.</param>
/// <param name="ServersByOutcome">All servers of the catalogue by outcome.</param>
/// <param name="ToolsByCategory">All present tools of the catalogue by category.</param>
public sealed record CrawlSummary(CrawlPass Pass, IReadOnlyDictionary<Outcome, int> ServersByOutcome, IReadOnlyDictionary<Category, int> ToolsByCategory)
{
    /// <summary>Counts the catalogue; every tool is judged anew, as verdicts are never stored.</summary>
    public static async Task<CrawlSummary> CreateAsync(CrawlPass pass, ICatalogueReader reader, RiskClassifier classifier, CancellationToken cancellationToken)
    {
        var outcomes = new Dictionary<Outcome, int>();
        var categories = new Dictionary<Category, int>();
        await foreach (var server in reader.ReadServersAsync(0, cancellationToken))
        {
            outcomes[server.Observation.Outcome] = outcomes.GetValueOrDefault(server.Observation.Outcome) + 1;
            if (server.WithdrawnAt is not null) continue;
            var present = server.Tools.Where(tool => tool.RemovedAt is null).ToList();
            var context = new ServerContext(server.Name, present.Select(tool => tool.Name));
            foreach (var tool in present)
            {
                var category = classifier.Assess(tool.Definition, context).Category;
                categories[category] = categories.GetValueOrDefault(category) + 1;
            }
        }
        return new CrawlSummary(pass, outcomes, categories);
    }
}
