namespace Catalogue.Site.Search;

/// <summary>The names of the facets; each is also a filter (<c>capability</c> is written <c>cap:</c> in a query).</summary>
public static class SearchFacets
{
    /// <summary>Values: the categories, PascalCase.</summary>
    public const string Category = "category";

    /// <summary>Values: the levels, PascalCase.</summary>
    public const string Risk = "risk";

    /// <summary>Values: the capabilities, kebab-case.</summary>
    public const string Capability = "capability";

    /// <summary>Values: server slugs, the <see cref="TopServers"/> with the most results.</summary>
    public const string Server = "server";

    /// <summary>Value: <c>finding</c> (<c>has:finding</c>).</summary>
    public const string Has = "has";

    /// <summary>Value: <c>contested</c> (<c>is:contested</c>).</summary>
    public const string Is = "is";

    /// <summary>How many servers the server facet names.</summary>
    public const int TopServers = 10;
}
