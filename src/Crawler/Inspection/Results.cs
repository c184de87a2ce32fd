using Catalogue.Crawler.Model;

namespace Catalogue.Crawler.Inspection;

/// <summary>Builds results that carry no tools.</summary>
internal static class Results
{
    public static InspectionResult Of(InspectionFault fault, string? protocolVersion = null) =>
        new(new Observation { Outcome = fault.Outcome, Reason = fault.Reason, ProtocolVersion = protocolVersion }, []);
}
