using Catalogue.Classifier.Model;

namespace Catalogue.Crawler.Model;

/// <summary>One source's listing of a server, kept for ever.</summary>
/// <param name="Source">The source's configured name.</param>
/// <param name="NameThere">The server's name in that source.</param>
/// <param name="FirstSeen">When it was first listed there.</param>
/// <param name="LastSeen">When it was last listed there.</param>
/// <param name="Dropped">When the source stopped listing it, or null.</param>
/// <param name="RawEntry">The source's entry byte for byte (UTF-8), or null.</param>
public sealed record Listing(
    string Source, string NameThere, DateTimeOffset FirstSeen, DateTimeOffset LastSeen, DateTimeOffset? Dropped, ReadOnlyMemory<byte>? RawEntry);

/// <summary>One tool of one server as stored: its newest definition and when it was seen.</summary>
public sealed record ToolRecord
{
    /// <summary>The tool's name, anything at all.</summary>
    public required string Name { get; init; }

    /// <summary>The slug it was given at first sight (unique within its server).</summary>
    public required string Slug { get; init; }

    /// <summary>The newest definition.</summary>
    public required ToolDefinition Definition { get; init; }

    /// <summary><c>sha256:…</c> of the definition.</summary>
    public required string DefinitionHash { get; init; }

    /// <summary>When it was first seen.</summary>
    public required DateTimeOffset FirstSeen { get; init; }

    /// <summary>When its definition last changed (or it was added, or came back).</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>When it disappeared, or null while present.</summary>
    public DateTimeOffset? RemovedAt { get; init; }

    /// <summary>True when it is known from a declaration only.</summary>
    public bool Declared { get; init; }
}

/// <summary>What kind of thing happened.</summary>
public enum ChangeKind
{
    /// <summary>A server or tool appeared.</summary>
    Added,

    /// <summary>A definition (or a server's instructions) changed.</summary>
    Changed,

    /// <summary>A tool or server disappeared.</summary>
    Removed,

    /// <summary>It came back.</summary>
    Returned,
}

/// <summary>One row of history. Never rewritten.</summary>
/// <param name="Id">Grows with time; unique.</param>
/// <param name="ServerId">The server.</param>
/// <param name="Tool">The tool's name, or null when the server itself is meant.</param>
/// <param name="Kind">What happened.</param>
/// <param name="At">When it was noticed.</param>
/// <param name="OldHash">Definition hash before, or null.</param>
/// <param name="NewHash">Definition hash after, or null.</param>
/// <param name="Fields">Which members changed (<c>description</c>, <c>inputSchema</c>, <c>instructions</c>, …).</param>
public sealed record HistoryEntry(
    long Id, long ServerId, string? Tool, ChangeKind Kind, DateTimeOffset At, string? OldHash, string? NewHash, IReadOnlyList<string> Fields);

/// <summary>Everything stored about one server: what publishing reads.</summary>
public sealed record ServerRecord
{
    /// <summary>The row's id, stable.</summary>
    public required long Id { get; init; }

    /// <summary>Canonical name: the registry's, then the package's, then the first source's.</summary>
    public required string Name { get; init; }

    /// <summary>The slug it was given at first sight.</summary>
    public required string Slug { get; init; }

    /// <summary>Slugs and names that redirect here.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

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

    /// <summary>Version by its listing, or null.</summary>
    public string? Version { get; init; }

    /// <summary>Whether its registry still stands by it.</summary>
    public ServerStatus Status { get; init; }

    /// <summary>The registry's reason for the status, or null.</summary>
    public string? StatusMessage { get; init; }

    /// <summary>When it was first seen.</summary>
    public required DateTimeOffset FirstSeen { get; init; }

    /// <summary>When every source dropped it or its registry deleted it, or null.</summary>
    public DateTimeOffset? WithdrawnAt { get; init; }

    /// <summary>Where it can be asked.</summary>
    public IReadOnlyList<Endpoint> Endpoints { get; init; } = [];

    /// <summary>Who lists it.</summary>
    public IReadOnlyList<Listing> Listings { get; init; } = [];

    /// <summary>How it was last asked.</summary>
    public required Observation Observation { get; init; }

    /// <summary>Its tools by name (ordinal), removed ones included.</summary>
    public IReadOnlyList<ToolRecord> Tools { get; init; } = [];

    /// <summary>The newest 100 history rows, newest first.</summary>
    public IReadOnlyList<HistoryEntry> History { get; init; } = [];

    /// <summary>Grows with every change to anything in this record except check times.</summary>
    public required long Revision { get; init; }
}
