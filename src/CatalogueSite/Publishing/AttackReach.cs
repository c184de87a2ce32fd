namespace Catalogue.Site.Publishing;

/// <summary>How much of this generation an attack pattern is linked to.</summary>
/// <param name="Servers">Servers that give the access, with a tool or by themselves.</param>
/// <param name="Tools">Present tools that give it.</param>
public sealed record AttackReach(int Servers, int Tools)
{
    /// <summary>Nothing.</summary>
    public static AttackReach None { get; } = new(0, 0);
}
