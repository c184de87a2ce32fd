using Catalogue.Site.Publishing;
using Catalogue.Site.Search;
using Microsoft.Extensions.DependencyInjection;

namespace Catalogue.Site.Serving;

/// <summary>What the site is served with.</summary>
public sealed record SiteHostOptions
{
    /// <summary>Where it listens unless told otherwise.</summary>
    public const string DefaultUrl = "http://127.0.0.1:8080";

    /// <summary>The data folder that holds the site store and the search index.</summary>
    public required string DataFolder { get; init; }

    /// <summary>The context of pages.</summary>
    public required SiteContext Site { get; init; }

    /// <summary>The pages.</summary>
    public required PageSet Pages { get; init; }

    /// <summary>The search engine, or null.</summary>
    public ISearchIndexWriter? Engine { get; init; }

    /// <summary>Where to listen: <c>http://host:port</c>; port 0 takes a free one.</summary>
    public IReadOnlyList<string> Urls { get; init; } = [DefaultUrl];

    /// <summary>Public and report address.</summary>
    public SiteAddress Address { get; init; } = new(null, null);

    /// <summary>What the crawler of this process is doing.</summary>
    public CrawlStatus Crawl { get; init; } = new();

    /// <summary>Answers <c>/metrics</c> to everybody.</summary>
    public bool PublicMetrics { get; init; }

    /// <summary>The groups of routes.</summary>
    public IReadOnlyList<IEndpointModule> Modules { get; init; } = SiteModules.All;

    /// <summary>Adds services that modules want.</summary>
    public Action<IServiceCollection>? Services { get; init; }

    /// <summary>How often to look for a generation that another process published.</summary>
    public TimeSpan RefreshInterval { get; init; } = TimeSpan.FromSeconds(1);
}
