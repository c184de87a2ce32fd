namespace Catalogue.Crawler.Storage;

/// <summary>What a server's tools are known from; the higher value counts for more.</summary>
internal enum ToolsBasis
{
    None,
    Declared,
    Observed,
}
