using Catalogue.Crawler.Model;

namespace Catalogue.Site.Pages.Words;

/// <summary>What the site says of an outcome of asking a server.</summary>
/// <param name="Title">A few words.</param>
/// <param name="Means">One sentence.</param>
public sealed record OutcomeWords(string Title, string Means)
{
    private static readonly OutcomeWords[] All =
    [
        new("observed", "The server was asked and answered with its whole list of tools."),
        new("observed in part", "The server answered with a part of its list; what is missing is not known."),
        new("declared", "The tools come from a declaration that somebody published, not from the running server."),
        new("waiting", "The server has not been asked yet."),
        new("needs authorisation", "The server demands authorisation before it lists its tools."),
        new("needs settings", "The server needs settings that were not given."),
        new("unreachable", "No connection, or an HTTP error."),
        new("timed out", "There was no whole answer within the time allowed."),
        new("too large", "The answer exceeds a limit."),
        new("not MCP", "The answer is not the Model Context Protocol."),
        new("exited", "The process ended before it answered."),
        new("not installable", "The package could not be installed."),
        new("refused address", "The address is one that the crawler does not visit."),
        new("no sandbox", "There is no sandbox on this machine, so the package was not run."),
        new("no runtime", "The runtime that the package needs is not on this machine."),
        new("no endpoint", "The listing names neither a remote nor a package that can be asked."),
        new("withdrawn", "The registry marked the server deleted, or every source dropped it."),
    ];

    /// <summary>The words for an outcome.</summary>
    public static OutcomeWords Of(Outcome outcome) => All[(int)outcome];

    /// <summary>How a server was asked, in words.</summary>
    public static string How(string? how) => how switch
    {
        "stdio-sandbox" => "started in a sandbox without network and asked over stdio",
        "streamable-http" => "asked over Streamable HTTP",
        "sse" => "asked over HTTP with server-sent events",
        "declared" => "read from a declaration; the running server was not asked",
        null or "" => "not asked",
        _ => how,
    };
}
