using Catalogue.Classifier.Model;
using Catalogue.Site.Policies;

namespace Catalogue.Site.Attacks;

/// <summary>What kind of record a pattern is.</summary>
public enum AttackKind
{
    /// <summary>A way of attacking, shown by research.</summary>
    Technique,

    /// <summary>A fault of one product.</summary>
    Vulnerability,

    /// <summary>Something that happened to somebody.</summary>
    Incident,
}

/// <summary>What a control does about an attack.</summary>
public enum ControlEffect
{
    /// <summary>The attack does not work any more.</summary>
    Stops,

    /// <summary>The attack is harder, smaller or sooner noticed.</summary>
    Limits,

    /// <summary>The control does not help, though one might think so.</summary>
    DoesNotStop,
}

/// <summary>How close a reference is to the facts.</summary>
public enum ReferenceStanding
{
    /// <summary>The original record, or the publisher's own page.</summary>
    Primary,

    /// <summary>A source that cites the original and states the fact.</summary>
    Secondary,
}

/// <summary>One control against an attack, honestly judged.</summary>
/// <param name="Name">One of <see cref="AttackControls.Names"/>.</param>
/// <param name="Effect">What it does.</param>
/// <param name="How">How, in a sentence.</param>
public sealed record AttackControl(string Name, ControlEffect Effect, string How);

/// <summary>Where the facts come from.</summary>
/// <param name="Title">Title.</param>
/// <param name="Url">Absolute URL.</param>
/// <param name="Standing">How close it is to the facts.</param>
public sealed record AttackReference(string Title, Uri Url, ReferenceStanding Standing);

/// <summary>An entry of a public list of risks or techniques that speaks of the same thing.</summary>
/// <param name="Framework">One of <see cref="AttackMappings.Frameworks"/>.</param>
/// <param name="Id">The entry's id there.</param>
public sealed record AttackMapping(string Framework, string Id);

/// <summary>One attack pattern of the library, as pages and API show it.</summary>
public sealed record AttackPattern
{
    /// <summary>Permanent kebab-case id; also the file's name.</summary>
    public required string Id { get; init; }

    /// <summary>Title.</summary>
    public required string Title { get; init; }

    /// <summary>What kind of record it is.</summary>
    public required AttackKind Kind { get; init; }

    /// <summary>The story or mechanism in one or two sentences.</summary>
    public required string Summary { get; init; }

    /// <summary>What happened, or how it works: paragraphs.</summary>
    public required IReadOnlyList<string> Story { get; init; }

    /// <summary>How to recognise it: sentences.</summary>
    public required IReadOnlyList<string> Recognise { get; init; }

    /// <summary>When it happened or was published (<c>2025</c>, <c>2025-05</c>, <c>2025-05-26</c>), or null.</summary>
    public string? Date { get; init; }

    /// <summary>True when MCP was involved; false when the same would happen through MCP.</summary>
    public required bool ThroughMcp { get; init; }

    /// <summary>What is disputed or often told wrongly, or null.</summary>
    public string? Disputed { get; init; }

    /// <summary>CVE ids.</summary>
    public IReadOnlyList<string> Cves { get; init; } = [];

    /// <summary>Which tools it is linked to; empty where no tool's access makes it possible.</summary>
    public IReadOnlyList<AttackCondition> Conditions { get; init; } = [];

    /// <summary>Rules whose findings it is linked to.</summary>
    public IReadOnlyList<string> Rules { get; init; } = [];

    /// <summary>Packages (<c>npm:name</c>) whose servers it is linked to.</summary>
    public IReadOnlyList<string> Packages { get; init; } = [];

    /// <summary>Hosts of remotes (<c>mcp.example.com</c>) whose servers it is linked to.</summary>
    public IReadOnlyList<string> Remotes { get; init; } = [];

    /// <summary>The decision that stops or limits it best where tool calls are what is decided about, or null where none would have.</summary>
    public DecisionKind? Policy { get; init; }

    /// <summary>What the policy does and does not do about it, in a sentence or two.</summary>
    public required string PolicyNote { get; init; }

    /// <summary>Controls, the strongest first.</summary>
    public required IReadOnlyList<AttackControl> Controls { get; init; }

    /// <summary>References, at least one.</summary>
    public required IReadOnlyList<AttackReference> References { get; init; }

    /// <summary>Entries of public lists that speak of it.</summary>
    public IReadOnlyList<AttackMapping> Mappings { get; init; } = [];

    /// <summary>The access it takes: the capabilities that its conditions name, in their fixed order.</summary>
    public IReadOnlyList<string> Access => [.. CapabilityNames.Split(Conditions.Aggregate(Capabilities.None, (all, condition) => all | condition.AllOf | condition.AnyOf))];

    /// <summary>The year, or null.</summary>
    public int? Year => Date is { Length: >= 4 } date && int.TryParse(date.AsSpan(0, 4), out var year) ? year : null;

    /// <summary>True when anything a catalogue holds can be linked to it: a tool's access, a finding, a package or a remote.</summary>
    public bool IsLinked => Conditions.Count + Rules.Count + Packages.Count + Remotes.Count > 0;

    /// <summary>The path of its page.</summary>
    public string Route => $"/attacks/{Id}/";
}
