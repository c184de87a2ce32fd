using Catalogue.Crawler.Inspection;

namespace Catalogue.Crawler.Model;

/// <summary>One server with what asking it gave, ready to be recorded.</summary>
/// <param name="ServerId">The server's id.</param>
/// <param name="Result">What came of it.</param>
public sealed record InspectedServer(long ServerId, InspectionResult Result);
