namespace Catalogue.Crawler.Model;

/// <summary>The least that is known of every server: enough to count the catalogue without reading it.</summary>
/// <param name="Id">The server's id.</param>
/// <param name="Name">Its canonical name.</param>
/// <param name="Revision">The catalogue's revision at which it last changed.</param>
/// <param name="FirstSeen">When it was first seen.</param>
/// <param name="Outcome">What its observation came to; <see cref="Outcome.Withdrawn"/> when nobody lists it any more.</param>
public sealed record ServerState(long Id, string Name, long Revision, DateTimeOffset FirstSeen, Outcome Outcome);
