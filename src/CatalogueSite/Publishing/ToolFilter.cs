using Catalogue.Classifier.Model;

namespace Catalogue.Site.Publishing;

/// <summary>Which tools a list wants; what is null does not filter.</summary>
/// <param name="Category">Only this category.</param>
/// <param name="Risk">Only this level.</param>
/// <param name="Capabilities">Only tools with all of these.</param>
/// <param name="Contested">Only contested (or only uncontested) verdicts.</param>
public sealed record ToolFilter(Category? Category = null, RiskLevel? Risk = null, Capabilities Capabilities = Capabilities.None, bool? Contested = null);
