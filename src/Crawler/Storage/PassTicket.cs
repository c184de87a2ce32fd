namespace Catalogue.Crawler.Storage;

/// <summary>A worker's part in a pass.</summary>
/// <param name="PassId">The pass.</param>
/// <param name="IsLeader">True for the one worker that discovers, queues and ends the pass; the others take batches.</param>
/// <param name="IsResumed">True when an interrupted pass is gone on with.</param>
public sealed record PassTicket(long PassId, bool IsLeader, bool IsResumed);
