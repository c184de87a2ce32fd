namespace Catalogue.Site.Publishing;

/// <summary>Attack patterns are counted beside rules, under keys that no rule can have.</summary>
public static class AttackHits
{
    /// <summary>The key under which the tools of a pattern are counted.</summary>
    public static string KeyOf(string attackId) => "attack:" + attackId;
}
