using System.Text.Json.Serialization;

namespace Catalogue.Site.Api.Answers;

/// <summary>The answer of <c>/api/v1/tools/{server}/{tool}</c>: what the server says of the tool, and the verdict with its reasons.</summary>
public sealed record ToolAnswer
{
    /// <summary>Canonical name of its server.</summary>
    public required string Server { get; init; }

    /// <summary>The tool's name as its server spells it.</summary>
    public required string Tool { get; init; }

    /// <summary>Its slug.</summary>
    public required string Slug { get; init; }

    /// <summary>Its page.</summary>
    public required string Url { get; init; }

    /// <summary>Display title, or null.</summary>
    public required string? Title { get; init; }

    /// <summary>The description that models read, or null.</summary>
    public required string? Description { get; init; }

    /// <summary>Its input schema as received, or null.</summary>
    public required RawJson? InputSchema { get; init; }

    /// <summary>Its output schema as received, or null.</summary>
    public required RawJson? OutputSchema { get; init; }

    /// <summary>Its annotations as received, or null.</summary>
    public required RawJson? Annotations { get; init; }

    /// <summary>True when it is known from a declaration only.</summary>
    public required bool Declared { get; init; }

    /// <summary>When it was first seen.</summary>
    public required DateTimeOffset FirstSeen { get; init; }

    /// <summary>When its definition last changed.</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>When it disappeared, or null while present.</summary>
    public required DateTimeOffset? RemovedAt { get; init; }

    /// <summary>The worst kind of effect a call can have.</summary>
    public required string Category { get; init; }

    /// <summary>Low, Medium, High or Critical.</summary>
    public required string Risk { get; init; }

    /// <summary>Low, Medium or High.</summary>
    public required string Confidence { get; init; }

    /// <summary>True when the counter-evidence would have led to another category.</summary>
    public required bool Contested { get; init; }

    /// <summary>What it gives access to.</summary>
    public required IReadOnlyList<string> Capabilities { get; init; }

    /// <summary>Evidence for the verdict.</summary>
    public required IReadOnlyList<EvidenceAnswer> Evidence { get; init; }

    /// <summary>Evidence against it.</summary>
    public required IReadOnlyList<EvidenceAnswer> CounterEvidence { get; init; }

    /// <summary>What is wrong with the definition.</summary>
    public required IReadOnlyList<FindingAnswer> Findings { get; init; }

    /// <summary>What the suggested policy does with a call, and why.</summary>
    public required DecisionAnswer Decision { get; init; }

    /// <summary>Attack patterns that abuse this access.</summary>
    public required IReadOnlyList<AttackLink> Attacks { get; init; }

    /// <summary><c>sha256:…</c> of the definition.</summary>
    public required string Definition { get; init; }

    /// <summary><c>sha256:…</c> of the server context.</summary>
    public required string Context { get; init; }

    /// <summary><c>sha256:…</c> of the rule set.</summary>
    public required string RuleSet { get; init; }

    /// <summary>Ready-made policies for this tool alone.</summary>
    public required IReadOnlyList<PolicyLink> Policies { get; init; }
}

/// <summary>One reason for or against a verdict, with the span it was found in.</summary>
public sealed record EvidenceAnswer(
    string Rule, string For, int Weight, string Field,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Part,
    int Start, int Length, string Text,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Decoded);

/// <summary>Something wrong with a definition, with the span it was found in.</summary>
public sealed record FindingAnswer(
    string Rule, string Class, string Severity, string Field,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Part,
    int Start, int Length, string Text,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Decoded,
    string Message);

/// <summary>A decision: allow, limit, ask, deny or hide.</summary>
public sealed record DecisionAnswer(string Kind, int? PerMinute, string Because);

/// <summary>An attack pattern and why it fits.</summary>
public sealed record AttackLink(string Id, string Title, string Reason, string Url);
