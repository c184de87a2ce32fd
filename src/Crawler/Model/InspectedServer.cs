using Catalogue.Crawler.Inspection;

namespace Catalogue.Crawler.Model;

/// <summary>One server with what asking it gave, ready to be recorded.</summary>
/// <param name="ServerId">The server's id.</param>
/// <param name="Result">What came of it.</param>
public sealed record InspectedServer(long ServerId, InspectionResult Result)
{
    /// <summary>The hash of the list that was stored when the server was asked, or null: where the new one equals it, its tools need no look.</summary>
    public byte[]? KnownListHash { get; init; }
}
