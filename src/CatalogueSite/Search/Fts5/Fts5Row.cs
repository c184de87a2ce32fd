using Catalogue.Classifier.Model;

namespace Catalogue.Site.Search.Fts5;

/// <summary>A tool that matches.</summary>
/// <param name="Id">Its row.</param>
/// <param name="ServerSlug">Its server's slug.</param>
/// <param name="ToolSlug">Its slug.</param>
/// <param name="Category">Category.</param>
/// <param name="Risk">Risk.</param>
/// <param name="Capabilities">Capabilities.</param>
/// <param name="Contested">Whether the verdict is contested.</param>
/// <param name="Findings">Findings.</param>
/// <param name="Exact">Whether the words of the query are its whole name.</param>
/// <param name="Score">Greater is better.</param>
internal sealed record Fts5Row(
    long Id, string ServerSlug, string ToolSlug, Category Category, RiskLevel Risk, Capabilities Capabilities, bool Contested, int Findings, bool Exact, double Score) : IComparable<Fts5Row>
{
    /// <summary>The better comes first; equals by server and tool.</summary>
    public int CompareTo(Fts5Row? other)
    {
        if (other is null) return -1;
        if (Exact != other.Exact) return Exact ? -1 : 1;
        var order = other.Score.CompareTo(Score);
        if (order == 0) order = string.CompareOrdinal(ServerSlug, other.ServerSlug);
        return order != 0 ? order : string.CompareOrdinal(ToolSlug, other.ToolSlug);
    }
}
