namespace Catalogue.Crawler.Storage.Rows;

/// <summary>A row of <c>tools</c>.</summary>
internal class ToolRow
{
    public long ServerId { get; set; }

    public string Slug { get; set; } = "";

    /// <summary>As stored (see <see cref="StoredText"/>).</summary>
    public string Name { get; set; } = "";

    public byte[] DefinitionHash { get; set; } = [];

    public long FirstSeen { get; set; }

    public long ChangedAt { get; set; }

    public long? RemovedAt { get; set; }

    /// <summary>1 while the tool is known from declarations only.</summary>
    public long Declared { get; set; }
}
