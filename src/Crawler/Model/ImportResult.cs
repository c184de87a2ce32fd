namespace Catalogue.Crawler.Model;

/// <summary>What an import did.</summary>
public sealed record ImportResult
{
    /// <summary>Servers named.</summary>
    public int Servers { get; init; }

    /// <summary>Servers that are new.</summary>
    public int NewServers { get; init; }

    /// <summary>Tools that are new.</summary>
    public int Added { get; init; }

    /// <summary>Tools whose definition changed, or that came back.</summary>
    public int Updated { get; init; }

    /// <summary>Tools that were known just so.</summary>
    public int Unchanged { get; init; }

    /// <summary>Tools left alone because the running server gave them itself.</summary>
    public int KeptObserved { get; init; }

    /// <summary>Declared tools that disappeared (with <c>--replace</c>).</summary>
    public int Removed { get; init; }

    /// <summary>The server of each declared server, in order.</summary>
    public IReadOnlyList<long> ServerIds { get; init; } = [];
}
