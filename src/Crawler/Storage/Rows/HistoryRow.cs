using Catalogue.Crawler.Model;

namespace Catalogue.Crawler.Storage.Rows;

/// <summary>A row of <c>history</c>.</summary>
internal sealed class HistoryRow
{
    public long Id { get; set; }

    public long ServerId { get; set; }

    public string? Tool { get; set; }

    public long Kind { get; set; }

    public long At { get; set; }

    public byte[]? OldHash { get; set; }

    public byte[]? NewHash { get; set; }

    public string Fields { get; set; } = "";

    public HistoryEntry ToEntry() => new(
        Id, ServerId, StoredText.Decode(Tool), (ChangeKind)Kind, DateTimeOffset.FromUnixTimeMilliseconds(At),
        HashText.ToText(OldHash), HashText.ToText(NewHash), Fields.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
