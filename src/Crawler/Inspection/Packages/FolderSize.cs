namespace Catalogue.Crawler.Inspection.Packages;

/// <summary>Measures folders.</summary>
internal static class FolderSize
{
    /// <summary>The largest number of files and folders that an installation may make.</summary>
    private const int MaxEntries = 200_000;

    private static readonly EnumerationOptions All = new() { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint };

    /// <summary>True when the files of a folder take more than <paramref name="limit"/> bytes, or are too many.</summary>
    public static bool Exceeds(string folder, long limit)
    {
        long total = 0;
        var entries = 0;
        try
        {
            foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos("*", All))
            {
                if (entry is FileInfo file) total += file.Length;
                if (total > limit || ++entries > MaxEntries) return true;
            }
        }
        catch (IOException)
        {
            // Files come and go during an installation.
        }
        return false;
    }
}
