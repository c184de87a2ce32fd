namespace Catalogue.Crawler.Model;

/// <summary>What taking up a batch of discovered servers did.</summary>
/// <param name="ServerIds">The server of each entry, in the batch's order.</param>
/// <param name="Added">Servers that are new.</param>
/// <param name="Changed">Entries that are new or differ from before.</param>
public sealed record UpsertResult(IReadOnlyList<long> ServerIds, int Added, int Changed);
