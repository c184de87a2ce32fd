using Catalogue.Classifier.Flows;
using Catalogue.Classifier.Model;
using Catalogue.Crawler.Model;

namespace Catalogue.Site.Publishing;

/// <summary>A tool with its verdict: what pages, policies, search and API are made from.</summary>
/// <param name="Record">The tool as stored.</param>
/// <param name="Verdict">What the classifier says of its newest definition.</param>
public sealed record AssessedTool(ToolRecord Record, Verdict Verdict)
{
    /// <summary>True while the server still lists it.</summary>
    public bool Present => Record.RemovedAt is null;
}

/// <summary>A server with its tools' verdicts and what follows from them together.</summary>
public sealed record AssessedServer
{
    /// <summary>The server as stored.</summary>
    public required ServerRecord Record { get; init; }

    /// <summary>All tools, removed ones included, by name (ordinal).</summary>
    public required IReadOnlyList<AssessedTool> Tools { get; init; }

    /// <summary>Findings about the server itself: its instructions, its name.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>Whether the present tools together let data out.</summary>
    public required ToxicFlow Flow { get; init; }

    /// <summary>The server's risk, or null when its tools were never observed.</summary>
    public required RiskLevel? Risk { get; init; }

    /// <summary>The tools that it still lists.</summary>
    public IEnumerable<AssessedTool> PresentTools => Tools.Where(tool => tool.Present);
}
