namespace Catalogue.Site.Pages;

/// <summary>What the operator chose for the site and every page may show.</summary>
public sealed record SiteSettings
{
    /// <summary>Absolute address under which readers reach the site, without a trailing slash; null where it isn't known.</summary>
    public string? PublicUrl { get; init; }

    /// <summary>Where "something wrong?" leads (title and body are added to its query), or null for no such link.</summary>
    public string? ReportUrl { get; init; }

    /// <summary>Path prefix of every link for a site that doesn't lie at the root (<c>/catalogue</c>), without a trailing slash; usually empty.</summary>
    public string PathBase { get; init; } = "";

    /// <summary>Content hash that asset addresses carry, so that they can be cached for ever; empty for none.</summary>
    public string AssetVersion { get; init; } = "";

    /// <summary>Version of this program.</summary>
    public string Version { get; init; } = typeof(SiteSettings).Assembly.GetName().Version?.ToString(3) ?? "0";

    /// <summary>A link to a path of the site (<c>/rules/</c>).</summary>
    public string Link(string path) => PathBase.Length == 0 ? path : PathBase + path;

    /// <summary>A link to a file of <c>wwwroot</c>.</summary>
    public string Asset(string name) => AssetVersion.Length == 0 ? $"{PathBase}/{name}" : $"{PathBase}/{name}?v={AssetVersion}";

    /// <summary>The absolute address of a path, or null where the public address isn't known.</summary>
    public string? Absolute(string path) => PublicUrl is null ? null : PublicUrl.TrimEnd('/') + path;
}
