using Catalogue.Crawler.Model;

namespace Catalogue.Crawler.Jobs;

/// <summary>Something that happened in a pass, for terminals, logs and the crawl page. Texts from strangers are as received: encode them.</summary>
public abstract record CrawlEvent;

/// <summary>A pass began, was gone on with, or was joined.</summary>
/// <param name="PassId">The pass.</param>
/// <param name="IsLeader">True when this worker discovers and ends it.</param>
/// <param name="IsResumed">True when it had been interrupted.</param>
public sealed record PassStarted(long PassId, bool IsLeader, bool IsResumed) : CrawlEvent;

/// <summary>A source is being read.</summary>
public sealed record SourceStarted(string Source) : CrawlEvent;

/// <summary>Entries of a source were taken up.</summary>
/// <param name="Source">The source's configured name.</param>
/// <param name="Listed">Entries read so far.</param>
public sealed record SourceAdvanced(string Source, int Listed) : CrawlEvent;

/// <summary>A source was read, or failed.</summary>
public sealed record SourceEnded(SourceReport Report) : CrawlEvent;

/// <summary>Servers were queued to be asked.</summary>
/// <param name="Servers">How many more.</param>
public sealed record ServersQueued(int Servers) : CrawlEvent;

/// <summary>A server was asked.</summary>
/// <param name="ServerId">The server's id.</param>
/// <param name="Name">Its canonical name.</param>
/// <param name="Result">What came of it.</param>
public sealed record ServerInspected(long ServerId, string Name, Inspection.InspectionResult Result) : CrawlEvent;

/// <summary>Inspected servers were recorded.</summary>
/// <param name="Recorded">How many.</param>
/// <param name="Changed">How many of them changed.</param>
/// <param name="Revision">The catalogue's revision after it, or 0 when nothing changed.</param>
public sealed record ServersRecorded(int Recorded, int Changed, long Revision) : CrawlEvent;

/// <summary>Something the operator should know.</summary>
public sealed record CrawlWarning(string Text) : CrawlEvent;

/// <summary>The pass ended.</summary>
public sealed record PassEnded(CrawlPass Pass) : CrawlEvent;
