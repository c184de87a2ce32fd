namespace Catalogue.Site.Publishing;

/// <summary>Addresses that only serving knows: parts may print them, pages must not.</summary>
/// <param name="PublicUrl">Scheme, host and base path without a slash at the end, or null when none was given.</param>
/// <param name="ReportUrl">Where "something wrong?" goes, or null.</param>
public sealed record SiteAddress(Uri? PublicUrl, Uri? ReportUrl)
{
    /// <summary><see cref="PublicUrl"/> as text without a slash at the end; empty when none was given, so that links stay relative to the host.</summary>
    public string Origin => PublicUrl?.AbsoluteUri.TrimEnd('/') ?? "";

    /// <summary>Where the site listens on this machine, for commands that a page shows while no public URL is known.</summary>
    public string Local { get; init; } = "http://127.0.0.1:8080";
}
