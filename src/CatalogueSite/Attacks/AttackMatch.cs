namespace Catalogue.Site.Attacks;

/// <summary>Why a pattern is linked to a tool, finding or server.</summary>
/// <param name="Pattern">The pattern.</param>
/// <param name="Reason">One line: which access it abuses.</param>
/// <param name="Fit">How well it fits, greater is better.</param>
public sealed record AttackMatch(AttackPattern Pattern, string Reason, int Fit);
