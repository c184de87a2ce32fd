namespace Catalogue.Site.Publishing;

/// <summary>Where one rule fired in this generation.</summary>
/// <param name="Tools">How many present tools it fired on.</param>
/// <param name="Examples">Some of them, in the order of lists.</param>
public sealed record RuleHits(int Tools, IReadOnlyList<ToolSummary> Examples);
