namespace Catalogue.Site.Publishing;

/// <summary>Where search indexes lie.</summary>
internal static class SearchPaths
{
    /// <summary>The folder of indexes in a data folder.</summary>
    public static string Folder(string dataFolder) => Path.Combine(dataFolder, "search");
}
