using System.Collections.Frozen;
using Catalogue.Classifier.Rules;
using Catalogue.Site.Attacks;
using Catalogue.Site.Policies;
using Catalogue.Site.Serving;
using Microsoft.AspNetCore.Components;

namespace Catalogue.Site.Publishing;

/// <summary>
/// What every page may know beside its own model: the rule set, the attack library, asset URLs, and marks for parts.
/// Nothing here varies with the rest of the catalogue, so that a page's bytes don't either.
/// </summary>
public sealed class SiteContext
{
    private readonly FrozenDictionary<string, RuleInfo> _rules;

    /// <summary>Creates the context of one publisher or site.</summary>
    public SiteContext(RuleSet rules, AttackLibrary attacks, SiteAssets assets)
    {
        ArgumentNullException.ThrowIfNull(rules);
        Rules = rules;
        Attacks = attacks;
        Assets = assets;
        _rules = rules.Rules.ToFrozenDictionary(rule => rule.Id, StringComparer.Ordinal);
    }

    /// <summary>The rule set in force.</summary>
    public RuleSet Rules { get; }

    /// <summary>The attack library.</summary>
    public AttackLibrary Attacks { get; }

    /// <summary>Style sheets, scripts and pictures with their hashed URLs.</summary>
    public SiteAssets Assets { get; }

    /// <summary>How verdicts become decisions; the built-in table unless the operator put another in place.</summary>
    public DecisionTable Decisions { get; init; } = DecisionTable.Default;

    /// <summary>This program's version, as the foot of pages and policy comments name it.</summary>
    public static string Version { get; } = typeof(SiteContext).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";

    /// <summary>A rule by id, or null.</summary>
    public RuleInfo? FindRule(string id) => _rules.GetValueOrDefault(id);

    /// <summary>
    /// Where a part goes in element content: <c>@Site.Part("stats")</c>. The part is rendered once a generation and put in on serving.
    /// </summary>
    /// <param name="name">A <see cref="PartKind.Name"/>, optionally followed by <c>/</c> and arguments.</param>
    public MarkupString Part(string name) => new(PartTokens.Create(name));

    /// <summary>The same inside an attribute or a script block, for parts that are plain text, such as <c>origin</c> (scheme and host of the public URL).</summary>
    public string PartText(string name) => PartTokens.Create(name);

    /// <summary>The URL of a file of wwwroot, hashed so that it can be cached for ever: <c>Site.Asset("site.css")</c>.</summary>
    /// <exception cref="KeyNotFoundException">There is no such file.</exception>
    public string Asset(string path) => Assets.Url(path);
}
