namespace Catalogue.Crawler.Storage.Writing;

/// <summary>How declared tools are taken.</summary>
internal enum DeclarationMode
{
    /// <summary>A source's own list: whole, and in force unless another source's or the operator's is.</summary>
    SourceList,

    /// <summary>The operator's import: adds and updates the tools that it names, removes nothing.</summary>
    Add,
}
