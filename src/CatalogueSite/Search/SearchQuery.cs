using Catalogue.Classifier.Model;

namespace Catalogue.Site.Search;

/// <summary>What is searched for. Filters are ANDed; several values of one filter are ORed.</summary>
/// <param name="Text">
/// What the person typed, anything at all. Filters written into it (<c>server:</c>, <c>category:</c>, <c>risk:</c>, <c>cap:</c>,
/// <c>has:finding</c>, <c>is:contested</c>, each also with a minus), phrases in quotes and words with a minus count as well.
/// </param>
public sealed record SearchQuery(string Text)
{
    /// <summary>The most results that one page holds.</summary>
    public const int MaxLimit = 100;

    /// <summary>Only these categories.</summary>
    public IReadOnlyList<Category> Categories { get; init; } = [];

    /// <summary>Only these levels.</summary>
    public IReadOnlyList<RiskLevel> Risks { get; init; } = [];

    /// <summary>Only tools with all of these.</summary>
    public Capabilities Capabilities { get; init; }

    /// <summary>Only this server (slug or name), or null.</summary>
    public string? Server { get; init; }

    /// <summary>Only tools whose definition has findings (true), or none (false).</summary>
    public bool? HasFinding { get; init; }

    /// <summary>Only tools with a contested verdict (true), or an uncontested one (false).</summary>
    public bool? Contested { get; init; }

    /// <summary>How many results to pass over.</summary>
    public int Offset { get; init; }

    /// <summary>How many results to return (1 to <see cref="MaxLimit"/>).</summary>
    public int Limit { get; init; } = 20;
}
