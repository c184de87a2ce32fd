using Catalogue.Classifier.Text;

namespace Catalogue.Classifier.Model;

/// <summary>
/// What a server returns for one tool in <c>tools/list</c>. The JSON members hold UTF-8 JSON text exactly as received,
/// so that duplicate keys and odd spellings stay visible; they are empty where the member was absent or null.
/// </summary>
public sealed record ToolDefinition
{
    /// <summary>The tool's name as its server spells it: anything at all, possibly outside the specification.</summary>
    public required string Name { get; init; }

    /// <summary>The display title, or null.</summary>
    public string? Title { get; init; }

    /// <summary>The description that the model reads, or null.</summary>
    public string? Description { get; init; }

    /// <summary><c>inputSchema</c> as UTF-8 JSON, or empty.</summary>
    public ReadOnlyMemory<byte> InputSchema { get; init; }

    /// <summary><c>outputSchema</c> as UTF-8 JSON, or empty.</summary>
    public ReadOnlyMemory<byte> OutputSchema { get; init; }

    /// <summary><c>annotations</c> as UTF-8 JSON, or empty.</summary>
    public ReadOnlyMemory<byte> Annotations { get; init; }

    /// <summary>The tokens of the line that this was read from, or null; they may have become those of another line since.</summary>
    internal DefinitionTape? Tape { get; init; }
}
