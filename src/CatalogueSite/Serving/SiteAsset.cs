namespace Catalogue.Site.Serving;

/// <summary>One file of wwwroot.</summary>
/// <param name="Path">Its path below wwwroot, with slashes.</param>
/// <param name="Url">Its URL with a hash of its content: <c>/assets/site.1a2b3c4d5e.css</c>.</param>
/// <param name="MediaType">Its media type.</param>
/// <param name="Hash">Lower-case hex of the first 16 bytes of its SHA-256.</param>
/// <param name="Content">Its bytes.</param>
public sealed record SiteAsset(string Path, string Url, string MediaType, string Hash, byte[] Content);
