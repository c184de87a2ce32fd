namespace Catalogue.Crawler.Storage.Rows;

/// <summary>A row of <c>inspections</c>: a run of attempts that ended alike; texts as stored.</summary>
internal sealed class InspectionRow
{
    public long Id { get; set; }

    public long ServerId { get; set; }

    public string Outcome { get; set; } = "";

    public string? Reason { get; set; }

    public string? How { get; set; }

    public string? Endpoint { get; set; }

    public long FirstAt { get; set; }

    public long LastAt { get; set; }

    public long Times { get; set; }

    public bool SameAs(InspectionRow other) => Outcome == other.Outcome && Reason == other.Reason && How == other.How && Endpoint == other.Endpoint;
}
