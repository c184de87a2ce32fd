namespace Catalogue.Site.Search;

/// <summary>The engine in use: the one line to change for another.</summary>
public static class SearchEngine
{
    /// <summary>A writer of the engine in use.</summary>
    public static ISearchIndexWriter CreateWriter() => new PostingsSearchIndexWriter();
}
