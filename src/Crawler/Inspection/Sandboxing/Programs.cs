namespace Catalogue.Crawler.Inspection.Sandboxing;

/// <summary>Finds programs.</summary>
internal static class Programs
{
    /// <summary>The full path of a program, or null.</summary>
    public static string? Find(string name, IReadOnlyList<string> searchPath)
    {
        foreach (var folder in searchPath)
        {
            var path = Path.Combine(folder, name);
            if (Path.IsPathRooted(path) && FileModes.IsProgram(path)) return path;
        }
        return null;
    }

    /// <summary>The path behind all links.</summary>
    public static string Real(string path)
    {
        var real = Path.GetFullPath(path);
        for (var hops = 0; hops < 40; hops++)
        {
            if (new FileInfo(real).ResolveLinkTarget(returnFinalTarget: true)?.FullName is { } target && target != real)
            {
                real = target;
                continue;
            }
            return real;
        }
        return real;
    }
}
