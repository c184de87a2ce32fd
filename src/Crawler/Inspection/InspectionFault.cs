using Catalogue.Crawler.Model;

namespace Catalogue.Crawler.Inspection;

/// <summary>Why an inspection ended early.</summary>
/// <param name="Outcome">What it comes to.</param>
/// <param name="Reason">One sentence.</param>
internal sealed record InspectionFault(Outcome Outcome, string Reason);
