namespace Catalogue.Site.Publishing;

/// <summary>A server that an attack pattern is linked to.</summary>
/// <param name="Server">The server.</param>
/// <param name="Tools">How many of its present tools give the access; 0 where only the server itself is meant (its package, remote, instructions).</param>
public sealed record AttackServer(ServerSummary Server, int Tools);
