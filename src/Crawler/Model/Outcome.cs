namespace Catalogue.Crawler.Model;

/// <summary>How asking a server for its tools ended. Only the first three carry tools; "not observed" is never "safe".</summary>
public enum Outcome
{
    /// <summary>The server answered with its whole tool list.</summary>
    Observed,

    /// <summary>The server answered with a part of its list: nothing is removed for it.</summary>
    Partial,

    /// <summary>The tools come from a declaration, not from the running server.</summary>
    Declared,

    /// <summary>Not yet asked.</summary>
    Pending,

    /// <summary>The server demands authorization.</summary>
    AuthRequired,

    /// <summary>The server needs settings that were not given.</summary>
    SettingsRequired,

    /// <summary>No connection, or an HTTP error.</summary>
    Unreachable,

    /// <summary>No whole answer within the time allowed.</summary>
    TimedOut,

    /// <summary>The answer exceeds a cap.</summary>
    TooLarge,

    /// <summary>The answer is not MCP.</summary>
    ProtocolError,

    /// <summary>The process ended before it answered.</summary>
    Exited,

    /// <summary>The package could not be installed.</summary>
    InstallFailed,

    /// <summary>The address is one that the crawler does not visit.</summary>
    RefusedAddress,

    /// <summary>There is no sandbox on this machine, so the package was not run.</summary>
    SandboxUnavailable,

    /// <summary>The runtime that the package needs is not on this machine.</summary>
    RuntimeUnavailable,

    /// <summary>The listing names neither a remote nor a package that can be asked.</summary>
    NoEndpoint,

    /// <summary>The registry marked the server deleted, or every source dropped it.</summary>
    Withdrawn,
}
