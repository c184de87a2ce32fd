using System.Collections.Frozen;
using Catalogue.Classifier.Rules;
using Catalogue.Site.Attacks;
using Catalogue.Site.Policies;
using Catalogue.Site.Reviews;

namespace Catalogue.Site.Pages;

/// <summary>What every page may draw on beside its own subject. A page's bytes depend on this and on its subject, nothing else.</summary>
public sealed class PageContext
{
    /// <summary>Gathers the context of one generation.</summary>
    public PageContext(SiteSettings site, RuleSet rules, AttackLibrary attacks, ReviewLibrary reviews)
    {
        ArgumentNullException.ThrowIfNull(rules);
        Site = site;
        Attacks = attacks;
        Reviews = reviews;
        RuleSetHash = rules.Hash;
        RuleList = rules.Rules;
        Rules = rules.Rules.ToFrozenDictionary(rule => rule.Id, StringComparer.Ordinal);
    }

    /// <summary>The operator's choices.</summary>
    public SiteSettings Site { get; }

    /// <summary>The attack library.</summary>
    public AttackLibrary Attacks { get; }

    /// <summary>Verdicts that a person reviewed.</summary>
    public ReviewLibrary Reviews { get; }

    /// <summary>Hash of the rule set in force.</summary>
    public string RuleSetHash { get; }

    /// <summary>Every rule by id (ordinal).</summary>
    public IReadOnlyList<RuleInfo> RuleList { get; }

    /// <summary>Every rule, to be looked up by id.</summary>
    public FrozenDictionary<string, RuleInfo> Rules { get; }

    /// <summary>Every policy format on offer; the catalogue's own first.</summary>
    public IReadOnlyList<IPolicyFormat> Formats { get; init; } = PolicyFormats.All;

    /// <summary>Measured figures for the methodology page.</summary>
    public IReadOnlyList<MeasuredFigures> Figures { get; init; } = MeasuredFigures.LoadEmbedded();

    /// <summary>Everything built in, with the rules given.</summary>
    public static PageContext Create(SiteSettings site, RuleSet rules) =>
        new(site, rules, AttackLibrary.LoadEmbedded(), ReviewLibrary.LoadEmbedded());
}
