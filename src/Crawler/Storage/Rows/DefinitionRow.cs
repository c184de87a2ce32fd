using Catalogue.Classifier.Model;

namespace Catalogue.Crawler.Storage.Rows;

/// <summary>A row of <c>definitions</c>.</summary>
internal sealed class DefinitionRow
{
    public byte[] Hash { get; set; } = [];

    public string Name { get; set; } = "";

    public string? Title { get; set; }

    public string? Description { get; set; }

    public byte[]? InputSchema { get; set; }

    public byte[]? OutputSchema { get; set; }

    public byte[]? Annotations { get; set; }

    public static DefinitionRow From(ToolDefinition definition, byte[] hash) => new()
    {
        Hash = hash,
        Name = StoredText.Encode(definition.Name)!,
        Title = StoredText.Encode(definition.Title),
        Description = StoredText.Encode(definition.Description),
        InputSchema = Bytes(definition.InputSchema),
        OutputSchema = Bytes(definition.OutputSchema),
        Annotations = Bytes(definition.Annotations),
    };

    public ToolDefinition ToDefinition() => new()
    {
        Name = StoredText.Decode(Name)!,
        Title = StoredText.Decode(Title),
        Description = StoredText.Decode(Description),
        InputSchema = InputSchema,
        OutputSchema = OutputSchema,
        Annotations = Annotations,
    };

    private static byte[]? Bytes(ReadOnlyMemory<byte> json) => json.IsEmpty ? null : json.ToArray();
}
