namespace Catalogue.Site.Publishing;

/// <summary>Attack patterns are counted beside rules, under keys that no rule can have.</summary>
public static class AttackHits
{
    /// <summary>What the key of a pattern begins with.</summary>
    public const string Prefix = "attack:";

    /// <summary>The key under which the tools and servers of a pattern are counted.</summary>
    public static string KeyOf(string attackId) => Prefix + attackId;
}
