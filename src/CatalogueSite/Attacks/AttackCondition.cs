using Catalogue.Classifier.Model;
using Catalogue.Site.Publishing;

namespace Catalogue.Site.Attacks;

/// <summary>The access that makes an attack possible, as conditions on one tool. All that are given must hold.</summary>
public sealed record AttackCondition
{
    /// <summary>Capabilities that must all be there.</summary>
    public Capabilities AllOf { get; init; }

    /// <summary>Capabilities of which at least one must be there, or none for any.</summary>
    public Capabilities AnyOf { get; init; }

    /// <summary>Capabilities of which none may be there.</summary>
    public Capabilities NoneOf { get; init; }

    /// <summary>Categories of which the tool must have one, or empty for any.</summary>
    public IReadOnlyList<Category> Categories { get; init; } = [];

    /// <summary>Words of which one must stand in the tool's name or description, or empty for any. Lower case, singular.</summary>
    public IReadOnlySet<string> Words { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>How well the pattern fits a tool of which this holds, 1 to 100.</summary>
    public required int Fit { get; init; }

    /// <summary>Which access of the tool is abused, in one line.</summary>
    public required string Reason { get; init; }

    /// <summary>Examples (<c>name: description</c>) of tools of which it must hold; run as tests.</summary>
    public required IReadOnlyList<string> Matches { get; init; }

    /// <summary>Examples of tools of which it must not hold; run as tests.</summary>
    public required IReadOnlyList<string> Ignores { get; init; }

    /// <summary>Whether the tool gives this access.</summary>
    /// <param name="tool">The tool.</param>
    /// <param name="words">The words of its name and description, as <see cref="ToolVocabulary"/> gives them.</param>
    public bool Fits(AssessedTool tool, IReadOnlySet<string> words)
    {
        var verdict = tool.Verdict;
        return (verdict.Capabilities & AllOf) == AllOf
            && (AnyOf == Capabilities.None || (verdict.Capabilities & AnyOf) != 0)
            && (verdict.Capabilities & NoneOf) == 0
            && (Categories.Count == 0 || Categories.Contains(verdict.Category))
            && (Words.Count == 0 || Words.Overlaps(words));
    }
}
