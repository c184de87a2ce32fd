using Catalogue.Classifier.Model;
using Catalogue.Crawler.Model;
using Catalogue.Crawler.Storage.Rows;

namespace Catalogue.Crawler.Storage.Reading;

/// <summary>A row of <c>tools</c> joined with its definition.</summary>
internal sealed class ToolReadRow : ToolRow
{
    public string? Title { get; set; }

    public string? Description { get; set; }

    public byte[]? InputSchema { get; set; }

    public byte[]? OutputSchema { get; set; }

    public byte[]? Annotations { get; set; }

    public ToolDefinition ToDefinition() => new()
    {
        Name = StoredText.Decode(Name)!,
        Title = StoredText.Decode(Title),
        Description = StoredText.Decode(Description),
        InputSchema = InputSchema,
        OutputSchema = OutputSchema,
        Annotations = Annotations,
    };

    public ToolRecord ToRecord()
    {
        var definition = ToDefinition();
        return new ToolRecord
        {
            Name = definition.Name,
            Slug = Slug,
            Definition = definition,
            DefinitionHash = HashText.ToText(DefinitionHash)!,
            FirstSeen = DateTimeOffset.FromUnixTimeMilliseconds(FirstSeen),
            ChangedAt = DateTimeOffset.FromUnixTimeMilliseconds(ChangedAt),
            RemovedAt = RemovedAt is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null,
            Declared = Declared != 0,
        };
    }
}
