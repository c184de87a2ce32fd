using Catalogue.Classifier.Model;

namespace Catalogue.Site.Search.Text;

/// <summary>A tool as an index takes it: what a hit shows, what filters ask, and its words field by field.</summary>
internal sealed record IndexedTool
{
    public required string Name { get; init; }

    public required string Slug { get; init; }

    public required string? Title { get; init; }

    public required string? Summary { get; init; }

    public required Category Category { get; init; }

    public required RiskLevel Risk { get; init; }

    public required Capabilities Capabilities { get; init; }

    public required bool Contested { get; init; }

    public required int Findings { get; init; }

    /// <summary>Words of the name, in order.</summary>
    public required IReadOnlyList<string> NameWords { get; init; }

    /// <summary>Words of the title, in order.</summary>
    public required IReadOnlyList<string> TitleWords { get; init; }

    /// <summary>Words of the description, in order.</summary>
    public required IReadOnlyList<string> TextWords { get; init; }

    /// <summary>Words of parameter names, and other spellings of words above.</summary>
    public required IReadOnlyList<string> OtherWords { get; init; }
}

/// <summary>A server with its tools as an index takes them.</summary>
/// <param name="Name">Canonical name.</param>
/// <param name="Slug">Slug.</param>
/// <param name="Words">Distinct words of its name and title.</param>
/// <param name="Tools">Present tools, by slug (ordinal).</param>
internal sealed record IndexedServer(string Name, string Slug, IReadOnlyList<string> Words, IReadOnlyList<IndexedTool> Tools);
