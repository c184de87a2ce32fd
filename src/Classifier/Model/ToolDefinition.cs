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
    public string? Description
    {
        get => DescriptionJson.IsEmpty ? field : JsonText.Decode(DescriptionJson.Span, true);
        init => (field, DescriptionJson) = (value, default);
    }

    /// <summary><c>inputSchema</c> as UTF-8 JSON, or empty.</summary>
    public ReadOnlyMemory<byte> InputSchema { get; init; }

    /// <summary><c>outputSchema</c> as UTF-8 JSON, or empty.</summary>
    public ReadOnlyMemory<byte> OutputSchema { get; init; }

    /// <summary><c>annotations</c> as UTF-8 JSON, or empty.</summary>
    public ReadOnlyMemory<byte> Annotations { get; init; }

    /// <summary>
    /// The description as it stands between the quotes of the line that this was read from, instead of a text: assessing reads
    /// it there, and makes no text of it. Empty where the description is a text of its own, or empty.
    /// </summary>
    internal ReadOnlyMemory<byte> DescriptionJson { get; init; }

    /// <summary>The tokens of the line that this was read from, or null; they may have become those of another line since.</summary>
    internal DefinitionTape? Tape { get; init; }
}
