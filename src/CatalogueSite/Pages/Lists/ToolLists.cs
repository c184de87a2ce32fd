using Catalogue.Classifier.Model;
using Catalogue.Site.Pages.Words;
using Catalogue.Site.Publishing;

namespace Catalogue.Site.Pages.Lists;

/// <summary>The lists of tools by category, risk and capability: their routes and their models.</summary>
internal static class ToolLists
{
    private static readonly Category[] WorstCategoryFirst = [.. Enum.GetValues<Category>().Reverse()];
    private static readonly RiskLevel[] WorstRiskFirst = [.. Enum.GetValues<RiskLevel>().Reverse()];

    public static CataloguePageKind ByCategory { get; } = new("/categories/{category}/", CategoryPage, (catalogue, _) => WorstCategoryFirst
        .SelectMany(category => Paths(Routes.Category(category), catalogue.CountTools(new ToolFilter(category)))))
    {
        Paged = true,
    };

    public static CataloguePageKind ByRisk { get; } = new("/risk/{level}/", RiskPage, (catalogue, _) => WorstRiskFirst
        .SelectMany(risk => Paths(Routes.Risk(risk), catalogue.CountTools(new ToolFilter(Risk: risk)))))
    {
        Paged = true,
    };

    public static CataloguePageKind ByCapability { get; } = new("/capabilities/{capability}/", CapabilityPage, (catalogue, _) => CapabilityNames.All
        .SelectMany(one => Paths(Routes.Capability(CapabilityNames.ToName(one)), catalogue.CountTools(new ToolFilter(Capabilities: one)))))
    {
        Paged = true,
    };

    /// <summary>How many pages a list of so many lines has; at least one.</summary>
    public static int PageCount(int total) => Math.Max(1, (total + SiteRoutes.PageSize - 1) / SiteRoutes.PageSize);

    /// <summary>The paths of all pages of a list.</summary>
    public static IEnumerable<string> Paths(string list, int total) =>
        Enumerable.Range(1, PageCount(total)).Select(number => SiteRoutes.Page(list, number));

    private static PageRequest? CategoryPage(CataloguePageRequest request)
    {
        if (!Enum.TryParse<Category>(request.Values["category"], ignoreCase: true, out var category) || !Enum.IsDefined(category)) return null;
        var words = CategoryWords.Of(category);
        var stats = request.Catalogue.Stats;
        var filter = $"category={category.ToString().ToLowerInvariant()}";
        return Page(request, new ToolFilter(category), Routes.Category(category), (total, page, pages, tools) => new ToolListModel(
            Routes.Category(category), $"{category} tools", $"A call of such a tool can {words.ACall}. {words.Statement}", filter, total, page, pages, tools,
            [.. WorstCategoryFirst.Select(other => new ListLink(other.ToString(), Routes.Category(other), stats.ByCategory.GetValueOrDefault(other), other == category))])
        {
            Style = words.Style,
            Icon = words.Icon,
            Narrower = [.. WorstRiskFirst.Select(risk => new ListLink(risk.ToString(), $"/search?{filter}&risk={risk.ToString().ToLowerInvariant()}", 0))],
        });
    }

    private static PageRequest? RiskPage(CataloguePageRequest request)
    {
        if (!Enum.TryParse<RiskLevel>(request.Values["level"], ignoreCase: true, out var risk) || !Enum.IsDefined(risk)) return null;
        var stats = request.Catalogue.Stats;
        var filter = $"risk={risk.ToString().ToLowerInvariant()}";
        return Page(request, new ToolFilter(Risk: risk), Routes.Risk(risk), (total, page, pages, tools) => new ToolListModel(
            Routes.Risk(risk), $"{risk} risk", RiskWords.Of(risk), filter, total, page, pages, tools,
            [.. WorstRiskFirst.Select(other => new ListLink(other.ToString(), Routes.Risk(other), stats.ByRisk.GetValueOrDefault(other), other == risk))])
        {
            Narrower = [.. WorstCategoryFirst.Select(category => new ListLink(category.ToString(), $"/search?{filter}&category={category.ToString().ToLowerInvariant()}", 0))],
        });
    }

    private static PageRequest? CapabilityPage(CataloguePageRequest request)
    {
        var name = request.Values["capability"];
        if (!CapabilityNames.TryParse(name, out var one)) return null;
        var stats = request.Catalogue.Stats;
        return Page(request, new ToolFilter(Capabilities: one), Routes.Capability(name), (total, page, pages, tools) => new ToolListModel(
            Routes.Capability(name), CapabilityWords.Of(one).Title, CapabilityWords.Of(one).Means, $"capability={name}", total, page, pages, tools,
            [.. CapabilityNames.All.Select(other => new ListLink(CapabilityWords.Of(other).Title, Routes.Capability(CapabilityNames.ToName(other)), stats.ByCapability.GetValueOrDefault(CapabilityNames.ToName(other)), other == one))])
        {
            Narrower = [.. WorstRiskFirst.Select(risk => new ListLink(risk.ToString(), $"/search?capability={name}&risk={risk.ToString().ToLowerInvariant()}", 0))],
        });
    }

    private static PageRequest? Page(
        CataloguePageRequest request, ToolFilter filter, string list, Func<int, int, int, IReadOnlyList<ToolSummary>, ToolListModel> model)
    {
        var total = request.Catalogue.CountTools(filter);
        var pages = PageCount(total);
        if (request.Page > pages) return null;
        var tools = request.Catalogue.ListTools(filter, (request.Page - 1) * SiteRoutes.PageSize, SiteRoutes.PageSize);
        return PageRequest.For<ToolListPage>(SiteRoutes.Page(list, request.Page), model(total, request.Page, pages, tools));
    }
}
