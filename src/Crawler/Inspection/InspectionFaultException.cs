namespace Catalogue.Crawler.Inspection;

/// <summary>Carries a fault out of streams and handlers; caught at one place, never seen outside this folder.</summary>
internal sealed class InspectionFaultException(InspectionFault fault) : IOException(fault.Reason)
{
    public InspectionFault Fault { get; } = fault;
}
