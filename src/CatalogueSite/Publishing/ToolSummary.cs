using Catalogue.Classifier.Model;

namespace Catalogue.Site.Publishing;

/// <summary>
/// A line about one present tool, for lists. <c>Summary</c> is the first sentence or so of its description, cut at a
/// sentence or word, or null; <c>Findings</c> is how many findings its definition has.
/// </summary>
public sealed record ToolSummary(
    string ServerSlug, string ServerName, string Slug, string Name, string? Title, string? Summary,
    Category Category, RiskLevel Risk, Confidence Confidence, bool Contested, Capabilities Capabilities, int Findings)
{
    /// <summary>The path of its page.</summary>
    public string Route => SiteRoutes.Tool(ServerSlug, Slug);
}
