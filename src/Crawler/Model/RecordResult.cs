namespace Catalogue.Crawler.Model;

/// <summary>What recording inspections did.</summary>
/// <param name="Recorded">The servers recorded; those that the same pass had recorded before are missing here.</param>
/// <param name="Changed">How many of them changed in anything but check times.</param>
/// <param name="Revision">The revision of the changed ones, or 0 when none changed.</param>
public sealed record RecordResult(IReadOnlyList<InspectedServer> Recorded, int Changed, long Revision);
