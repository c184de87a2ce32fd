namespace Catalogue.Site.Api.Answers;

/// <summary>A line of <c>/api/v1/servers</c>.</summary>
public sealed record ServerItem(
    string Name, string Slug, string? Title, string? Risk, string Outcome, int Tools, DateTimeOffset? ObservedAt, bool Withdrawn, string Url);

/// <summary>The answer of <c>/api/v1/servers/{server}</c>.</summary>
public sealed record ServerAnswer
{
    /// <summary>Canonical name.</summary>
    public required string Name { get; init; }

    /// <summary>Slug.</summary>
    public required string Slug { get; init; }

    /// <summary>Other names and slugs.</summary>
    public required IReadOnlyList<string> Aliases { get; init; }

    /// <summary>Display title, or null.</summary>
    public required string? Title { get; init; }

    /// <summary>Description by its listing, or null.</summary>
    public required string? Description { get; init; }

    /// <summary>Repository URL, or null.</summary>
    public required string? Repository { get; init; }

    /// <summary>Home page, or null.</summary>
    public required string? WebsiteUrl { get; init; }

    /// <summary>Version by its listing, or null.</summary>
    public required string? Version { get; init; }

    /// <summary>Active, Deprecated or Deleted.</summary>
    public required string Status { get; init; }

    /// <summary>The registry's reason for the status, or null.</summary>
    public required string? StatusMessage { get; init; }

    /// <summary>When it was first seen.</summary>
    public required DateTimeOffset FirstSeen { get; init; }

    /// <summary>When it was withdrawn, or null.</summary>
    public required DateTimeOffset? WithdrawnAt { get; init; }

    /// <summary>The sources that list it.</summary>
    public required IReadOnlyList<string> Sources { get; init; }

    /// <summary>Its page.</summary>
    public required string Url { get; init; }

    /// <summary>Low, Medium, High, Critical; null when its tools were never observed.</summary>
    public required string? Risk { get; init; }

    /// <summary>Present tools by category.</summary>
    public required IReadOnlyDictionary<string, int> ByCategory { get; init; }

    /// <summary>Present tools by risk.</summary>
    public required IReadOnlyDictionary<string, int> ByRisk { get; init; }

    /// <summary>How its tools became known.</summary>
    public required ObservationAnswer Observation { get; init; }

    /// <summary>Whether its tools together let data out.</summary>
    public required FlowAnswer Flow { get; init; }

    /// <summary>Findings about the server itself.</summary>
    public required IReadOnlyList<FindingAnswer> Findings { get; init; }

    /// <summary>Attack patterns that are about the server itself; its tools' own stand with each tool.</summary>
    public required IReadOnlyList<AttackLink> Attacks { get; init; }

    /// <summary>Present tools, by name.</summary>
    public required IReadOnlyList<ServerTool> Tools { get; init; }

    /// <summary>Ready-made policies for all its tools.</summary>
    public required IReadOnlyList<PolicyLink> Policies { get; init; }
}

/// <summary>How a server was last asked.</summary>
public sealed record ObservationAnswer(
    string Outcome, string? Reason, DateTimeOffset? At, DateTimeOffset? LastGoodAt, string? How, string? Endpoint,
    string? ProtocolVersion, string? ServerTitle, string? ServerVersion, string? Instructions, int? PromptCount, int? ResourceCount);

/// <summary>A toxic flow: kind is None, Indirect or Direct; the lists name tools.</summary>
public sealed record FlowAnswer(
    string Kind, IReadOnlyList<FlowToolAnswer> Private, IReadOnlyList<FlowToolAnswer> Untrusted, IReadOnlyList<FlowToolAnswer> Outward, IReadOnlyList<FlowToolAnswer> Break);

/// <summary>A tool in a flow.</summary>
public sealed record FlowToolAnswer(string Server, string Tool);

/// <summary>A tool in its server's answer.</summary>
public sealed record ServerTool(
    string Name, string Slug, string? Title, string Category, string Risk, string Confidence, bool Contested,
    IReadOnlyList<string> Capabilities, int Findings, string Definition, string Url);

/// <summary>Where a ready-made policy lies.</summary>
public sealed record PolicyLink(string Format, string Url, string MediaType);
