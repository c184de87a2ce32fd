using Catalogue.Site.Policies.Conditions;
using Catalogue.Site.Publishing;

namespace Catalogue.Site.Policies;

/// <summary>What a policy is wanted for.</summary>
/// <param name="Servers">One or more servers; only their present tools count.</param>
/// <param name="Tool">Only this tool of the single server, or null for all.</param>
/// <param name="Alias">The reader's own name for the server in their client, or null for the default (a slug without underscores). With several servers: the prefix is ignored and each has its default.</param>
/// <param name="Stamp">What goes into the comment at the top.</param>
public sealed record PolicyRequest(IReadOnlyList<AssessedServer> Servers, string? Tool, string? Alias, PolicyStamp Stamp)
{
    /// <summary>How verdicts become decisions; the built-in table unless the operator put another in place.</summary>
    public DecisionTable Decisions { get; init; } = DecisionTable.Default;

    /// <summary>Whether tools are narrowed by conditions on their arguments, where their schema and the format allow it. Off by default.</summary>
    public bool Conditions { get; init; }
}

/// <summary>Where a policy comes from, for its comment.</summary>
/// <param name="CatalogueVersion">Version of this program.</param>
/// <param name="RuleSet">Hash of the rule set.</param>
/// <param name="Date">Day of the generation (UTC).</param>
public sealed record PolicyStamp(string CatalogueVersion, string RuleSet, DateOnly Date);

/// <summary>A ready-made policy file.</summary>
/// <param name="FileName">A safe file name.</param>
/// <param name="MediaType">Media type for the download.</param>
/// <param name="Content">The text, ends with a newline.</param>
/// <param name="Notes">What a reader must know that the file itself can't say: sentences in plain English.</param>
public sealed record PolicyFile(string FileName, string MediaType, string Content, IReadOnlyList<string> Notes)
{
    /// <summary>What the file really does to each tool, after the format made decisions stricter, in the file's order.</summary>
    public IReadOnlyList<PolicyEffect> Effects { get; init; } = [];

    /// <summary>One plain sentence: how many tools are allowed, limited, asked about, and kept from the model, and what becomes of unknown ones.</summary>
    public string Summary { get; init; } = "";

    /// <summary>The tools that a condition on their arguments could narrow, whether the file says so or not, in the file's order.</summary>
    public IReadOnlyList<PolicyProposal> Proposals { get; init; } = [];
}

/// <summary>A condition on arguments that a tool's schema allows.</summary>
/// <param name="Server">The server's canonical name.</param>
/// <param name="Tool">The tool's name.</param>
/// <param name="Condition">The condition.</param>
/// <param name="Sayable">Whether the format can say it.</param>
/// <param name="Written">Whether the file says it.</param>
public sealed record PolicyProposal(string Server, string Tool, ArgumentCondition Condition, bool Sayable, bool Written);

/// <summary>What a policy file does to one tool.</summary>
/// <param name="Server">The server's canonical name.</param>
/// <param name="Tool">The tool's name.</param>
/// <param name="Decided">What was decided.</param>
/// <param name="Written">What the format could say; never less strict than what was decided.</param>
/// <param name="Carried">False where the format can't carry the tool's name, so that the file does not mention it.</param>
public sealed record PolicyEffect(string Server, string Tool, Decision Decided, DecisionKind Written, bool Carried)
{
    /// <summary>Which calls that holds for: every other call is denied; null where it holds for all.</summary>
    public ArgumentCondition? OnlyWhere { get; init; }
}

/// <summary>One enforcement point's own format.</summary>
public interface IPolicyFormat
{
    /// <summary>Permanent kebab-case id (<c>claude-code</c>).</summary>
    string Id { get; }

    /// <summary>The product's name as people know it.</summary>
    string Title { get; }

    /// <summary>File extension without the dot.</summary>
    string Extension { get; }

    /// <summary>Media type for the download.</summary>
    string MediaType { get; }

    /// <summary>False where the format's details could not be checked ("check your key names").</summary>
    bool Verified { get; }

    /// <summary>What becomes of a tool that the policy does not know: added later, or never observed. A sentence.</summary>
    string UnknownTools { get; }

    /// <summary>Where the file goes and how it takes effect. A sentence or two.</summary>
    string HowToInstall { get; }

    /// <summary>Null where the format can look at a call's arguments; otherwise why it can't, as a sentence.</summary>
    string? ArgumentsFault { get; }

    /// <summary>Writes the policy. Deterministic: the same request gives the same bytes.</summary>
    /// <exception cref="PolicyRequestException">The request can't be met: says why and what would be.</exception>
    PolicyFile Write(PolicyRequest request);
}
