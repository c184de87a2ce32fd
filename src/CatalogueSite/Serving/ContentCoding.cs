namespace Catalogue.Site.Serving;

/// <summary>How an answer's body is coded.</summary>
public enum ContentCoding
{
    /// <summary>As it is.</summary>
    Identity,

    /// <summary>gzip.</summary>
    Gzip,

    /// <summary>Brotli.</summary>
    Brotli,
}
