using Catalogue.Crawler.Model;

namespace Catalogue.Crawler.Storage;

/// <summary>What an inspection job needs to know of a server.</summary>
/// <param name="ServerId">The server's id.</param>
/// <param name="Name">Its canonical name.</param>
/// <param name="Endpoints">Where it can be asked, in the order in which it is tried.</param>
public sealed record InspectionPlan(long ServerId, string Name, IReadOnlyList<Endpoint> Endpoints)
{
    /// <summary>The hash of the list of tools that it gave last, or null.</summary>
    public byte[]? ListHash { get; init; }
}

/// <summary>A server that could be asked in a pass.</summary>
public sealed record InspectionCandidate
{
    /// <summary>The server's id.</summary>
    public required long ServerId { get; init; }

    /// <summary>The sources that list it now.</summary>
    public required IReadOnlyList<string> Sources { get; init; }

    /// <summary>When it is due.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>When it was last asked, or null.</summary>
    public required DateTimeOffset? CheckedAt { get; init; }

    /// <summary>The pass that asked it last.</summary>
    public required long PassId { get; init; }

    /// <summary>The host of a remote that it names, or null.</summary>
    public string? Host { get; init; }

    /// <summary>True when it names a remote.</summary>
    public required bool HasRemote { get; init; }

    /// <summary>True when it names a package.</summary>
    public required bool HasPackage { get; init; }

    /// <summary>True when our own configuration names one of its packages.</summary>
    public required bool HasTrustedPackage { get; init; }
}
