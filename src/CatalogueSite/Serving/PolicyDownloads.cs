using Catalogue.Site.Policies;
using Catalogue.Site.Publishing;

namespace Catalogue.Site.Serving;

/// <summary>Writes policy files of a generation, alike for downloads and the static export.</summary>
internal static class PolicyDownloads
{
    public static PolicyFile Write(IPolicyFormat format, AssessedServer server, string? tool, string? alias, CatalogueStats stats, DecisionTable decisions, bool conditions = false)
    {
        var stamp = new PolicyStamp(SiteContext.Version, stats.RuleSet, DateOnly.FromDateTime(stats.PublishedAt.UtcDateTime));
        return format.Write(new PolicyRequest([server], tool, alias, stamp) { Decisions = decisions, Conditions = conditions });
    }
}
