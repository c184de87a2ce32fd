using Catalogue.Site.Publishing;

namespace Catalogue.Site.Policies;

/// <summary>What a policy is wanted for.</summary>
/// <param name="Servers">One or more servers; only their present tools count.</param>
/// <param name="Tool">Only this tool of the single server, or null for all.</param>
/// <param name="Alias">The reader's own name for the server in their client, or null for the default (a slug without underscores). With several servers: the prefix is ignored and each has its default.</param>
/// <param name="Stamp">What goes into the comment at the top.</param>
public sealed record PolicyRequest(IReadOnlyList<AssessedServer> Servers, string? Tool, string? Alias, PolicyStamp Stamp);

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
public sealed record PolicyFile(string FileName, string MediaType, string Content, IReadOnlyList<string> Notes);

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

    /// <summary>Writes the policy. Deterministic: the same request gives the same bytes.</summary>
    PolicyFile Write(PolicyRequest request);
}
