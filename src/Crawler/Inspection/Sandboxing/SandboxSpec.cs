namespace Catalogue.Crawler.Inspection.Sandboxing;

/// <summary>What is run in a sandbox, and what it sees.</summary>
internal sealed record SandboxSpec
{
    /// <summary>Program and arguments; the program by its full path inside the sandbox.</summary>
    public required IReadOnlyList<string> Command { get; init; }

    /// <summary>Folders and files shown read-only: place outside → place inside. What is not there outside is passed over.</summary>
    public IReadOnlyDictionary<string, string> ReadOnly { get; init; } = new Dictionary<string, string>();

    /// <summary>The one folder of the real disk that may be written (<c>/package</c> during installation), or null.</summary>
    public string? Writable { get; init; }

    /// <summary>Environment, added to the fixed one of every sandbox.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>The caps in force.</summary>
    public required InspectionLimits Limits { get; init; }

    /// <summary>Where the single files of this sandbox lie outside (a folder that nobody else can enter).</summary>
    public required string WorkFolder { get; init; }

    /// <summary>The largest file that may be written.</summary>
    public long MaxFileBytes { get; init; } = 64L * 1024 * 1024;

    /// <summary>The user that the processes really are, when we may choose; one for each inspection.</summary>
    public required uint User { get; init; }
}
