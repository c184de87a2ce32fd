namespace Catalogue.Crawler.Storage.Rows;

/// <summary>A row of <c>servers</c>; texts as stored.</summary>
internal sealed class ServerRow
{
    public long Id { get; set; }

    public string Name { get; set; } = "";

    public string NameKey { get; set; } = "";

    public string Slug { get; set; } = "";

    public string? Title { get; set; }

    public string? Description { get; set; }

    public string? Repository { get; set; }

    public string? RepositorySubfolder { get; set; }

    public string? WebsiteUrl { get; set; }

    public string? Version { get; set; }

    public long Status { get; set; }

    public string? StatusMessage { get; set; }

    public long FirstSeen { get; set; }

    public long? WithdrawnAt { get; set; }

    public long? MergedInto { get; set; }

    /// <summary>What the tools are known from: see <see cref="Storage.ToolsBasis"/>.</summary>
    public long ToolsBasis { get; set; }

    /// <summary>The source whose declaration is in force, or null.</summary>
    public string? DeclaredBy { get; set; }

    public long Revision { get; set; }
}
