using Catalogue.Classifier.Model;
using Catalogue.Site.Pages.Attacks;
using Catalogue.Site.Pages.Layout;
using Catalogue.Site.Pages.Lists;
using Catalogue.Site.Pages.Rules;
using Catalogue.Site.Pages.Text;
using Catalogue.Site.Publishing;

namespace Catalogue.Site.Pages;

/// <summary>The pieces of pages that vary with the rest of the catalogue, or with where it is served.</summary>
internal static class Parts
{
    private const int Neighbours = 6;
    private const int SimilarServers = 6;
    private const int RuleExamples = 20;

    public static IReadOnlyList<PartKind> All { get; } =
    [
        // Plain text for attributes: scheme and host of the public address.
        new("origin", request => PartContent.OfHtml(VisibleText.Html(request.Address.Origin))),
        // The same for commands to copy, which must work where no public address is known too.
        new("here", request => PartContent.OfHtml(VisibleText.Html(request.Address.Origin.Length > 0 ? request.Address.Origin : request.Address.Local))),
        new("canonical", request => PartContent.OfHtml(Canonical(request))) { PerPage = true },
        new("stats", request => PartContent.OfHtml(StatsLine(request.Catalogue.Stats))),
        new("report", request => PartContent.OfHtml(ReportLink(request))) { PerPage = true },
        new("neighbours", NeighbourLines) { PerPage = true },
        new("look-alikes", request => PartContent.Of<LookAlikeList>(request.Catalogue.FindLookAlikes(request.Arguments, SimilarServers))),
        new("similar-servers", request => PartContent.Of<ServerNames>(request.Catalogue.FindSimilarServers(request.Arguments, SimilarServers))),
        new("rule-hits", request => PartContent.Of<RuleHitLines>(request.Catalogue.FindRuleHits(request.Arguments, RuleExamples))),
        new("attack-hits", request => PartContent.Of<AttackHitLines>(request.Catalogue.FindAttackSpread(request.Arguments, RuleExamples))),
    ];

    private static string StatsLine(CatalogueStats stats)
    {
        var observed = stats.ByOutcome.Where(pair => (int)pair.Key <= 2).Sum(pair => pair.Value);
        return string.Create(System.Globalization.CultureInfo.InvariantCulture,
            $"This catalogue knows <b>{stats.Servers:N0}</b> {(stats.Servers == 1 ? "server" : "servers")}, the tools of <b>{observed:N0}</b> of them, and <b>{stats.Tools:N0}</b> {(stats.Tools == 1 ? "tool" : "tools")}; <b>{stats.ByRisk.GetValueOrDefault(RiskLevel.Critical):N0}</b> are critical. Generation {stats.Generation}, published {Markup.Day(stats.PublishedAt)}.");
    }

    // A canonical address is absolute or none: without a public URL nobody knows it.
    private static string Canonical(PartRequest request)
    {
        if (request.Address.Origin.Length == 0) return "";
        var address = VisibleText.Html(request.Address.Origin + request.PageRoute);
        return $"<link rel=\"canonical\" href=\"{address}\"><meta property=\"og:url\" content=\"{address}\">";
    }

    private static string ReportLink(PartRequest request)
    {
        if (request.Address.ReportUrl is not { } target) return "";
        var title = Uri.EscapeDataString($"Wrong: {request.PageRoute}");
        var body = Uri.EscapeDataString($"Page: {request.Address.Origin}{request.PageRoute}\nRule set: {request.Catalogue.Stats.RuleSet}\n\nWhat is wrong, and why:\n");
        var separator = target.Query.Length > 0 ? '&' : '?';
        return $"<a class=\"report\" rel=\"external\" href=\"{VisibleText.Html(target.AbsoluteUri)}{separator}title={title}&amp;body={body}\">Something wrong? Say so.</a>";
    }

    /// <summary>Arguments: category and key word. The page's own tool and its siblings are left out: the page names those itself.</summary>
    private static PartContent NeighbourLines(PartRequest request)
    {
        var slash = request.Arguments.IndexOf('/');
        if (slash < 0 || !Enum.TryParse<Category>(request.Arguments[..slash], out var category)) return PartContent.Empty;
        var own = ServerOf(request.PageRoute);
        var found = request.Catalogue.FindNeighbours(category, request.Arguments[(slash + 1)..], Neighbours * 3)
            .Where(tool => tool.ServerSlug != own)
            .Take(Neighbours)
            .ToList();
        return found.Count == 0 ? PartContent.OfHtml(NoNeighbours(category)) : PartContent.Of<NeighbourLines>(found);
    }

    private static string NoNeighbours(Category category) =>
        $"<p><a href=\"{Routes.Category(category)}\">All {category.ToString().ToLowerInvariant()} tools of the catalogue</a>. The same approach applies to each.</p>";

    private static string ServerOf(string route)
    {
        const string start = "/servers/";
        if (!route.StartsWith(start, StringComparison.Ordinal)) return "";
        var end = route.IndexOf('/', start.Length);
        return end < 0 ? "" : route[start.Length..end];
    }
}
