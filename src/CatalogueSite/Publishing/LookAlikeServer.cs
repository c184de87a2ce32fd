namespace Catalogue.Site.Publishing;

/// <summary>A server whose name can be taken for another's.</summary>
/// <param name="Server">The server.</param>
/// <param name="How">What is alike, in a few words for people.</param>
public sealed record LookAlikeServer(ServerSummary Server, string How);
