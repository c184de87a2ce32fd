namespace Catalogue.TestSupport;

/// <summary>Where the measuring corpus lies: outside the repository, since it is other people's text.</summary>
public static class Corpus
{
    /// <summary>The corpus folder (<c>CATALOGUE_CORPUS</c>, else <c>shared/corpus</c> beside the checkout), or null where there is none.</summary>
    public static string? Folder { get; } = Find();

    /// <summary>The path of one corpus file, or null where the corpus is absent.</summary>
    public static string? File(string name) => Folder is null ? null : Path.Combine(Folder, name);

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("CATALOGUE_CORPUS") is { Length: > 0 } set && Directory.Exists(set)) return set;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!System.IO.File.Exists(Path.Combine(folder.FullName, "Catalogue.sln"))) continue;
            var corpus = Path.Combine(folder.Parent?.FullName ?? "/", "shared", "corpus");
            return Directory.Exists(corpus) ? corpus : null;
        }
        return null;
    }
}
