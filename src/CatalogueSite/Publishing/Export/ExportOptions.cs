namespace Catalogue.Site.Publishing.Export;

/// <summary>What a static export is made with.</summary>
/// <param name="Folder">Where the files go.</param>
/// <param name="BaseUrl">The address that the site will have, possibly with a path.</param>
/// <param name="ReportUrl">Where "something wrong?" goes, or null.</param>
public sealed record ExportOptions(string Folder, Uri BaseUrl, Uri? ReportUrl)
{
    /// <summary>The path of the base URL without a slash at the end: empty for a site at the root of its host.</summary>
    public string BasePath => BaseUrl.AbsolutePath.TrimEnd('/');
}
