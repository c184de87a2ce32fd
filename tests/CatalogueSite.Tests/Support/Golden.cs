namespace Catalogue.Site.Tests.Support;

/// <summary>Compares with a golden file that lies beside the test; <c>UPDATE_GOLDEN=1</c> writes it anew, to be reviewed as a diff.</summary>
internal static class Golden
{
    public static void ShouldMatch(string actual, string relativePath)
    {
        var file = Path.Combine(ProjectFolder(), relativePath);
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, actual);
        }
        File.Exists(file).ShouldBeTrue($"There is no golden file {relativePath}: run the test with UPDATE_GOLDEN=1 and review it.");
        actual.ShouldBe(File.ReadAllText(file), $"differs from {relativePath}; if that is meant, run with UPDATE_GOLDEN=1 and review the diff");
    }

    private static string ProjectFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Catalogue.sln"))) return Path.Combine(folder.FullName, "tests", "CatalogueSite.Tests");
        }
        throw new InvalidOperationException("The test does not run inside the repository.");
    }
}
