using Catalogue.Site.Attacks;
using Catalogue.Site.Policies;
using Catalogue.Site.Publishing;

namespace Catalogue.Site.Pages.Attacks;

/// <summary>The attack library: an index and one page a pattern.</summary>
internal static class AttackPages
{
    public static CataloguePageKind Index { get; } = new(
        "/attacks/",
        request => PageRequest.For<AttackIndexPage>("/attacks/", request.Site.Attacks),
        (_, _) => ["/attacks/"]);

    public static CataloguePageKind One { get; } = new(
        "/attacks/{id}/",
        request => request.Site.Attacks.Find(request.Values["id"]) is { } pattern ? PageRequest.For<AttackPage>(pattern.Route, pattern) : null,
        (_, site) => site.Attacks.Patterns.Select(pattern => pattern.Route));

    /// <summary>What a kind of record is, for people.</summary>
    public static string KindOf(AttackPattern pattern) => pattern.Kind switch
    {
        AttackKind.Incident => "It happened",
        AttackKind.Vulnerability => "A fault of a product",
        _ => "A technique, shown by research",
    };

    /// <summary>What a control does, as a word.</summary>
    public static string EffectOf(ControlEffect effect) => effect switch
    {
        ControlEffect.Stops => "stops it",
        ControlEffect.Limits => "limits it",
        _ => "does not stop it",
    };

    /// <summary>What the policy is, as an instruction; null where no policy on calls would have seen it.</summary>
    public static string? PolicyOf(AttackPattern pattern) => pattern.Policy switch
    {
        DecisionKind.Hide => "Hide the tool from the model and deny every call.",
        DecisionKind.Deny => "Deny every call.",
        DecisionKind.Ask => "Ask a person before each call.",
        DecisionKind.Limit => "Limit the calls a minute.",
        _ => null,
    };
}
