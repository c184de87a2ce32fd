namespace Catalogue.Site.Publishing;

/// <summary>Where a generation gives the access that an attack pattern takes.</summary>
/// <param name="Reach">How many servers and tools there are.</param>
/// <param name="Servers">Some of the servers, worst first.</param>
/// <param name="Tools">Some of the tools, worst first.</param>
public sealed record AttackSpread(AttackReach Reach, IReadOnlyList<AttackServer> Servers, IReadOnlyList<ToolSummary> Tools);
