namespace Catalogue.Site.Publishing;

/// <summary>Where search indexes lie.</summary>
internal static class SearchPaths
{
    /// <summary>The folder of indexes in a data folder.</summary>
    public static string Folder(string dataFolder) => Path.Combine(dataFolder, "search");

    /// <summary>A name for the index of a generation that nobody had before. It ends with the engine, so that readers know it at the same moment.</summary>
    public static string NewName(long generation, string engine) => $"{generation}-{Guid.NewGuid().ToString("N")[..8]}.{engine}";

    /// <summary>The engine that an index was built with; indexes from before engines could be chosen have none in their names.</summary>
    public static string EngineOf(string name) => Path.GetExtension(name) is { Length: > 1 } extension ? extension[1..] : "postings";
}
