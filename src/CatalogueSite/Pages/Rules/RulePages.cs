using Catalogue.Classifier.Rules;
using Catalogue.Site.Publishing;

namespace Catalogue.Site.Pages.Rules;

/// <summary>The rules: an index and one page each.</summary>
internal static class RulePages
{
    public static CataloguePageKind Index { get; } = new(
        "/rules/",
        request => PageRequest.For<RuleIndexPage>("/rules/", request.Site.Rules.Rules),
        (_, _) => ["/rules/"]);

    public static CataloguePageKind One { get; } = new(
        "/rules/{id}/",
        request => request.Site.FindRule(request.Values["id"]) is { } rule ? PageRequest.For<RulePage>(Routes.Rule(rule.Id), rule) : null,
        (_, site) => site.Rules.Rules.Select(rule => Routes.Rule(rule.Id)));

    /// <summary>What a kind of rule does, for people.</summary>
    public static string KindOf(RuleInfo rule) => rule.Kind switch
    {
        RuleKind.Category => "Evidence for a category",
        RuleKind.Capability => "Evidence for a capability",
        RuleKind.Counter => "Counter-evidence",
        _ => "Finding",
    };
}
