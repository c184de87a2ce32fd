using Catalogue.Classifier.Model;
using Catalogue.Crawler.Model;

namespace Catalogue.Site.Publishing;

/// <summary>
/// One generation as pages and parts see it: what <see cref="IPublishedCatalogue"/> offers and the lists.
/// Lists of tools hold present tools only, worst risk first, then by server and tool slug.
/// </summary>
public interface ICatalogueView : IPublishedCatalogue
{
    /// <summary>How many tools pass the filter.</summary>
    int CountTools(ToolFilter filter);

    /// <summary>A page of the tools that pass the filter.</summary>
    IReadOnlyList<ToolSummary> ListTools(ToolFilter filter, int offset, int limit);

    /// <summary>A page of servers by slug.</summary>
    IReadOnlyList<ServerSummary> ListServers(int offset, int limit);

    /// <summary>Tools of a category whose names share the word <paramref name="word"/> (see <see cref="ToolWords"/>); fewer or none where no other has it.</summary>
    IReadOnlyList<ToolSummary> FindNeighbours(Category category, string word, int limit);

    /// <summary>Servers whose tools share most with this one's, best first.</summary>
    IReadOnlyList<ServerSummary> FindSimilarServers(string slug, int limit);

    /// <summary>Other servers, withdrawn ones left out, whose name can be taken for this one's.</summary>
    IReadOnlyList<LookAlikeServer> FindLookAlikes(string slug, int limit);

    /// <summary>Where a rule fired.</summary>
    RuleHits FindRuleHits(string ruleId, int limit);

    /// <summary>Which servers and tools give the access that an attack pattern takes, worst first.</summary>
    /// <param name="attackId">The pattern.</param>
    /// <param name="limit">At most so many servers, and so many tools.</param>
    AttackSpread FindAttackSpread(string attackId, int limit);

    /// <summary>The newest crawl passes, newest first (at most 10).</summary>
    IReadOnlyList<CrawlPass> Passes { get; }
}
