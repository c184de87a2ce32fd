using Catalogue.Classifier.Model;

namespace Catalogue.Site.Search.Text;

/// <summary>One word that was typed.</summary>
/// <param name="Text">Lower-cased, without marks.</param>
/// <param name="Parts">The words it holds when read as a name (<c>listTables</c>: list, tables); one for a plain word.</param>
/// <param name="IsPrefix">True for the last word while it may still be being typed (no space after it).</param>
public sealed record QueryWord(string Text, IReadOnlyList<string> Parts, bool IsPrefix);

/// <summary>What a query text means, before any engine looks at it.</summary>
public sealed record ParsedQuery
{
    /// <summary>Words wanted, in order.</summary>
    public IReadOnlyList<QueryWord> Words { get; init; } = [];

    /// <summary>Phrases wanted: their words, in order, next to each other.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Phrases { get; init; } = [];

    /// <summary>Words (of one) and phrases that must not occur.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Excluded { get; init; } = [];

    /// <summary>Categories that are allowed; empty for all.</summary>
    public IReadOnlySet<Category> Categories { get; init; } = new HashSet<Category>();

    /// <summary>Levels that are allowed; empty for all.</summary>
    public IReadOnlySet<RiskLevel> Risks { get; init; } = new HashSet<RiskLevel>();

    /// <summary>Capabilities that are all required.</summary>
    public Capabilities Capabilities { get; init; }

    /// <summary>Capabilities none of which may be there.</summary>
    public Capabilities WithoutCapabilities { get; init; }

    /// <summary>Servers (slug, name, or words of it) one of which is required; empty for all.</summary>
    public IReadOnlyList<string> Servers { get; init; } = [];

    /// <summary>Servers that are left out.</summary>
    public IReadOnlyList<string> WithoutServers { get; init; } = [];

    /// <summary>Whether findings are required (true), forbidden (false), or do not matter.</summary>
    public bool? HasFinding { get; init; }

    /// <summary>Whether a contested verdict is required (true), forbidden (false), or does not matter.</summary>
    public bool? Contested { get; init; }

    /// <summary>True when nothing but filters was asked.</summary>
    public bool IsFilterOnly => Words.Count == 0 && Phrases.Count == 0 && Excluded.Count == 0;
}
