using Catalogue.Classifier.Model;
using Catalogue.Crawler.Model;
using Catalogue.Crawler.Storage.Rows;

namespace Catalogue.Crawler.Storage.Reading;

/// <summary>A tool joined with its definition.</summary>
internal sealed class ToolReadRow
{
    public long ServerId { get; set; }

    public string Slug { get; set; } = "";

    public string Name { get; set; } = "";

    public byte[] DefinitionHash { get; set; } = [];

    public long FirstSeen { get; set; }

    public long ChangedAt { get; set; }

    public long? RemovedAt { get; set; }

    public long Declared { get; set; }

    public string? Title { get; set; }

    public string? Description { get; set; }

    public byte[]? InputSchema { get; set; }

    public byte[]? OutputSchema { get; set; }

    public byte[]? Annotations { get; set; }

    public ToolRecord ToRecord()
    {
        var name = StoredText.Decode(Name)!;
        return new ToolRecord
        {
            Name = name,
            Slug = Slug,
            Definition = new ToolDefinition
            {
                Name = name,
                Title = StoredText.Decode(Title),
                Description = StoredText.Decode(Description),
                InputSchema = InputSchema,
                OutputSchema = OutputSchema,
                Annotations = Annotations,
            },
            DefinitionHash = HashText.ToText(DefinitionHash)!,
            FirstSeen = DateTimeOffset.FromUnixTimeMilliseconds(FirstSeen),
            ChangedAt = DateTimeOffset.FromUnixTimeMilliseconds(ChangedAt),
            RemovedAt = RemovedAt is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null,
            Declared = Declared != 0,
        };
    }
}
