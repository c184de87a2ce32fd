using Catalogue.Classifier.Model;

namespace Catalogue.Crawler.Model;

/// <summary>Whether a registry still stands by a server.</summary>
public enum ServerStatus
{
    /// <summary>Listed.</summary>
    Active,

    /// <summary>Listed, with advice against using it.</summary>
    Deprecated,

    /// <summary>Taken down by the registry (spam, malware, illegal content) or by its author.</summary>
    Deleted,
}

/// <summary>One entry of one source: what that source says of a server, before listings are merged.</summary>
public sealed record DiscoveredServer
{
    /// <summary>The configured name of the source (<c>official-registry</c>, <c>featured</c>, …).</summary>
    public required string Source { get; init; }

    /// <summary>The server's name in that source.</summary>
    public required string Name { get; init; }

    /// <summary>True when <see cref="Name"/> is a registry name (reverse-DNS with one slash), which identifies a server across sources.</summary>
    public bool IsRegistryName { get; init; }

    /// <summary>Display title, or null.</summary>
    public string? Title { get; init; }

    /// <summary>Description, or null.</summary>
    public string? Description { get; init; }

    /// <summary>Repository URL, or null.</summary>
    public string? Repository { get; init; }

    /// <summary>Folder inside the repository, or null.</summary>
    public string? RepositorySubfolder { get; init; }

    /// <summary>Home page, or null.</summary>
    public string? WebsiteUrl { get; init; }

    /// <summary>Version, or null.</summary>
    public string? Version { get; init; }

    /// <summary>Whether the source still stands by it.</summary>
    public ServerStatus Status { get; init; }

    /// <summary>The source's reason for the status, or null.</summary>
    public string? StatusMessage { get; init; }

    /// <summary>When the source last changed the entry, or null.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>Remotes and packages, in the source's order.</summary>
    public IReadOnlyList<Endpoint> Endpoints { get; init; } = [];

    /// <summary>Tools that the source itself declares, or null when it declares none.</summary>
    public IReadOnlyList<ToolDefinition>? DeclaredTools { get; init; }

    /// <summary>The source's entry, byte for byte as received (UTF-8), or null.</summary>
    public ReadOnlyMemory<byte>? RawEntry { get; init; }
}
