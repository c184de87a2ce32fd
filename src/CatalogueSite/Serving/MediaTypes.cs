namespace Catalogue.Site.Serving;

/// <summary>Media types by file extension, for what the site itself serves.</summary>
public static class MediaTypes
{
    /// <summary>The media type for an extension with its dot; <c>application/octet-stream</c> when unknown.</summary>
    public static string Of(string extension) => extension switch
    {
        ".html" => "text/html; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".js" or ".mjs" => "text/javascript; charset=utf-8",
        ".json" => "application/json; charset=utf-8",
        ".webmanifest" => "application/manifest+json",
        ".svg" => "image/svg+xml",
        ".png" => "image/png",
        ".ico" => "image/x-icon",
        ".jpg" or ".jpeg" => "image/jpeg",
        ".webp" => "image/webp",
        ".woff2" => "font/woff2",
        ".txt" or ".toml" or ".yaml" or ".yml" or ".cedar" or ".sh" => "text/plain; charset=utf-8",
        ".xml" => "application/xml; charset=utf-8",
        ".atom" => "application/atom+xml; charset=utf-8",
        ".gz" => "application/gzip",
        _ => "application/octet-stream",
    };
}
