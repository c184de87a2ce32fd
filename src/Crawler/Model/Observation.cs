namespace Catalogue.Crawler.Model;

/// <summary>The state of what is known of a server's tools: how it was last asked and what came of it.</summary>
public sealed record Observation
{
    /// <summary>How the last attempt ended.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>One sentence: what exactly happened, or what it would take. Null for clean successes.</summary>
    public string? Reason { get; init; }

    /// <summary>When it was last tried; null while pending.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>When tools were last listed whole (or declared), or null.</summary>
    public DateTimeOffset? LastGoodAt { get; init; }

    /// <summary><c>stdio-sandbox</c>, <c>streamable-http</c>, <c>sse</c>, <c>declared</c>, or null.</summary>
    public string? How { get; init; }

    /// <summary>The endpoint that was asked (URL, or <c>npm:name@version</c>), or null.</summary>
    public string? Endpoint { get; init; }

    /// <summary>The MCP protocol version that was spoken, or null.</summary>
    public string? ProtocolVersion { get; init; }

    /// <summary>The title or name that the server gave itself, or null.</summary>
    public string? ServerTitle { get; init; }

    /// <summary>The version that the server gave itself, or null.</summary>
    public string? ServerVersion { get; init; }

    /// <summary>The server's <c>instructions</c>, which reach the model as they are; or null.</summary>
    public string? Instructions { get; init; }

    /// <summary>How many prompts it offers, or null when not asked.</summary>
    public int? PromptCount { get; init; }

    /// <summary>How many resources it offers, or null when not asked.</summary>
    public int? ResourceCount { get; init; }

    /// <summary>How long the last attempt took, or null.</summary>
    public TimeSpan? Duration { get; init; }
}
