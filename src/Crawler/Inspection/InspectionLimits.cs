namespace Catalogue.Crawler.Inspection;

/// <summary>What one inspection may cost. Servers are strangers: whatever they send, an inspection ends within these.</summary>
public sealed record InspectionLimits
{
    /// <summary>Bytes of one message (a line on stdio, a body or an event over HTTP), after decompression.</summary>
    public int MaxMessageBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>Bytes of all messages together.</summary>
    public long MaxTotalBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>Messages that answer nothing we asked: notifications, requests to us, stray lines.</summary>
    public int MaxUnaskedMessages { get; init; } = 2_000;

    /// <summary>Pages of one list.</summary>
    public int MaxPages { get; init; } = 200;

    /// <summary>Tools of one server.</summary>
    public int MaxTools { get; init; } = 5_000;

    /// <summary>Levels of nesting in a message.</summary>
    public int MaxDepth { get; init; } = 128;

    /// <summary>Time for a remote, from the first connection to the last page.</summary>
    public TimeSpan RemoteTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Time for a package in the sandbox, from its start to the last page (its installation not counted).</summary>
    public TimeSpan PackageTime { get; init; } = TimeSpan.FromSeconds(45);

    /// <summary>How long a server may leave <c>server/discover</c> unanswered before it is greeted in the older way.</summary>
    public TimeSpan ProbeTime { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Time to install a package.</summary>
    public TimeSpan InstallTime { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>Bytes on disk that an installation may take.</summary>
    public long MaxInstallBytes { get; init; } = 768L * 1024 * 1024;

    /// <summary>Bytes of memory for all processes of one sandbox together (their temporary files included).</summary>
    public long MaxMemoryBytes { get; init; } = 768L * 1024 * 1024;

    /// <summary>Processes and threads of one sandbox together.</summary>
    public int MaxProcesses { get; init; } = 128;

    /// <summary>Bytes of each writable place inside the sandbox (home, /tmp, /dev/shm).</summary>
    public long MaxTemporaryBytes { get; init; } = 64L * 1024 * 1024;

    /// <summary>Processor time of each process in the sandbox.</summary>
    public TimeSpan MaxProcessorTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Bytes that a package may write to its standard error.</summary>
    public long MaxErrorBytes { get; init; } = 4 * 1024 * 1024;
}
