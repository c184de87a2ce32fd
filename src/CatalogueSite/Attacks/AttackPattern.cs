using Catalogue.Site.Publishing;

namespace Catalogue.Site.Attacks;

/// <summary>One attack pattern of the library, as pages and API show it.</summary>
public sealed record AttackPattern
{
    /// <summary>Permanent kebab-case id; also the file's name.</summary>
    public required string Id { get; init; }

    /// <summary>Title.</summary>
    public required string Title { get; init; }

    /// <summary>The story or mechanism in one or two sentences.</summary>
    public required string Summary { get; init; }

    /// <summary>When it happened or was published (<c>2025-05</c>, <c>2025-05-26</c>, <c>2025</c>), or null.</summary>
    public string? Date { get; init; }
}

/// <summary>Why a pattern is linked to a tool.</summary>
/// <param name="Pattern">The pattern.</param>
/// <param name="Reason">One line: which access of this tool it abuses.</param>
/// <param name="Fit">How well it fits, greater is better.</param>
public sealed record AttackMatch(AttackPattern Pattern, string Reason, int Fit);

/// <summary>The attack library: <c>data/attacks</c>, strictly parsed.</summary>
public sealed class AttackLibrary
{
    private AttackLibrary()
    {
    }

    /// <summary>Every pattern, by id.</summary>
    public IReadOnlyList<AttackPattern> Patterns { get; } = [];

    /// <summary>The library that was built in.</summary>
    public static AttackLibrary LoadEmbedded() => new();

    /// <summary>At most five patterns that abuse exactly the access this tool gives, best first; none for a harmless reader.</summary>
    public IReadOnlyList<AttackMatch> Match(AssessedTool tool) => [];
}
