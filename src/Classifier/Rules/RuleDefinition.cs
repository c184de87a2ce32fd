using Catalogue.Classifier.Model;

namespace Catalogue.Classifier.Rules;

/// <summary>Where a rule's <c>word</c> list is looked for.</summary>
[Flags]
public enum RuleFields
{
    /// <summary>Nowhere.</summary>
    None = 0,

    /// <summary>The tool's name.</summary>
    Name = 1,

    /// <summary>The display title.</summary>
    Title = 2,

    /// <summary>The description.</summary>
    Description = 4,

    /// <summary>Names of parameters.</summary>
    Parameters = 8,

    /// <summary>Descriptions of parameters.</summary>
    ParameterDescriptions = 16,

    /// <summary>The server's name.</summary>
    Server = 32,
}

/// <summary>One rule as its file writes it. See CONTRIBUTING, "Add a rule", for the meaning of each key.</summary>
public sealed record RuleDefinition
{
    /// <summary>Permanent kebab-case id.</summary>
    public required string Id { get; init; }

    /// <summary>A short title.</summary>
    public required string Title { get; init; }

    /// <summary>The file it stands in, as a path below the rules folder.</summary>
    public required string File { get; init; }

    /// <summary>The line it begins on, from 1.</summary>
    public required int Line { get; init; }

    /// <summary>The category it speaks for; null for a capability rule.</summary>
    public Category? Category { get; init; }

    /// <summary>The capability it speaks for; none for a category rule.</summary>
    public Capabilities Capability { get; init; }

    /// <summary>The category it speaks against: makes the rule counter-evidence.</summary>
    public Category? Against { get; init; }

    /// <summary>1 to 100. From 50 on a rule decides; below, it only supports what others decided.</summary>
    public required int Weight { get; init; }

    /// <summary>Capabilities that the tool has where the rule supports its verdict.</summary>
    public Capabilities Gives { get; init; }

    /// <summary>The least risk where the rule supports the verdict, or null.</summary>
    public RiskLevel? Risk { get; init; }

    /// <summary>Verbs of the tool's own action.</summary>
    public IReadOnlyList<string> Verbs { get; init; } = [];

    /// <summary>One of these must be among what the action acts on.</summary>
    public IReadOnlyList<string> Objects { get; init; } = [];

    /// <summary>One of these must be the head noun of what the action acts on.</summary>
    public IReadOnlyList<string> Heads { get; init; } = [];

    /// <summary>None of these may be among what the action acts on.</summary>
    public IReadOnlyList<string> Unless { get; init; } = [];

    /// <summary>One of these must be a parameter's name.</summary>
    public IReadOnlyList<string> With { get; init; } = [];

    /// <summary>One of these must stand somewhere in the name, title, description, parameter names or the server's name.</summary>
    public IReadOnlyList<string> Context { get; init; } = [];

    /// <summary>None of these may stand there.</summary>
    public IReadOnlyList<string> NoContext { get; init; } = [];

    /// <summary>Words or phrases to look for in <see cref="In"/>.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>Where words are looked for.</summary>
    public RuleFields In { get; init; } = RuleFields.Name | RuleFields.Title | RuleFields.Description;

    /// <summary>Names of parameters that make the rule fire.</summary>
    public IReadOnlyList<string> Parameters { get; init; } = [];

    /// <summary>True where the parameter's name must be nothing else: <c>url</c>, but not <c>objectUrl</c>.</summary>
    public bool Whole { get; init; }

    /// <summary>Annotations as <c>readOnlyHint=true</c>.</summary>
    public IReadOnlyList<string> Annotations { get; init; } = [];

    /// <summary>The rule counts only where the verdict so far is one of these; empty: always.</summary>
    public IReadOnlyList<Category> When { get; init; } = [];

    /// <summary>True for what is only the author's own claim: it never lowers what the name says.</summary>
    public bool Claim { get; init; }

    /// <summary>True where a claim to be read-only turns the rule off.</summary>
    public bool YieldsToClaim { get; init; }

    /// <summary>Why, a paragraph in plain English.</summary>
    public required string Why { get; init; }

    /// <summary>Examples that must match.</summary>
    public IReadOnlyList<RuleExample> Matches { get; init; } = [];

    /// <summary>Examples that must not match.</summary>
    public IReadOnlyList<RuleExample> Ignores { get; init; } = [];

    /// <summary>Known false alarms, in plain English.</summary>
    public IReadOnlyList<string> FalseAlarms { get; init; } = [];

    /// <summary>True where it fires on the tool's own action.</summary>
    internal bool IsAction => Verbs.Count > 0 || Objects.Count > 0 || Heads.Count > 0;

    /// <summary>True where it asks more of an action than its verb: the more special rule goes first.</summary>
    internal bool IsSpecial => Objects.Count > 0 || Heads.Count > 0 || With.Count > 0 || Context.Count > 0;

    /// <summary>What it speaks for, as evidence and rule pages name it.</summary>
    internal string For => Category?.ToString() ?? CapabilityNames.ToName(Capability);

    /// <summary>The material of its page.</summary>
    internal RuleInfo ToInfo() => new()
    {
        Id = Id,
        Title = Title,
        Topic = Path.GetFileNameWithoutExtension(File),
        Kind = Against is not null ? RuleKind.Counter : Category is null ? RuleKind.Capability : RuleKind.Category,
        For = For,
        Weight = Weight,
        MatchesWhat = RuleSentence.Describe(this),
        Why = Why,
        Matches = Matches,
        Ignores = Ignores,
        KnownFalseAlarms = FalseAlarms,
    };
}
