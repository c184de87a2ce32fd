using Catalogue.Classifier.Model;

namespace Catalogue.Site.Search;

/// <summary>One result: enough to show a line without looking anything else up.</summary>
/// <param name="ServerName">The server's canonical name.</param>
/// <param name="ServerSlug">The server's slug.</param>
/// <param name="Tool">The tool's name as its server spells it.</param>
/// <param name="ToolSlug">The tool's slug.</param>
/// <param name="Title">Display title, or null.</param>
/// <param name="Summary">The beginning of the description (at most <see cref="SearchHit.SummaryLength"/> UTF-16 units), or null.</param>
/// <param name="Category">The verdict's category.</param>
/// <param name="Risk">The verdict's risk.</param>
/// <param name="Contested">Whether the verdict is contested.</param>
/// <param name="Findings">How many findings the definition has.</param>
/// <param name="Score">Greater is better; comparable within one answer only.</param>
public sealed record SearchHit(
    string ServerName, string ServerSlug, string Tool, string ToolSlug, string? Title, string? Summary, Category Category, RiskLevel Risk, bool Contested, int Findings, double Score)
{
    /// <summary>The most UTF-16 units of <see cref="Summary"/>.</summary>
    public const int SummaryLength = 240;
}
