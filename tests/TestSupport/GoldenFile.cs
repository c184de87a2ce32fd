namespace Catalogue.TestSupport;

/// <summary>Compares text with a file beside the tests; <c>UPDATE_GOLDEN=1</c> writes the file anew, to be reviewed as a difference.</summary>
public static class GoldenFile
{
    /// <summary>Fails with the first differing line.</summary>
    /// <param name="path">The file, relative to the project of the calling test.</param>
    /// <param name="actual">The text it must have.</param>
    /// <param name="caller">Filled in by the compiler.</param>
    public static void ShouldMatch(string path, string actual, [System.Runtime.CompilerServices.CallerFilePath] string caller = "")
    {
        var file = Path.Combine(ProjectOf(caller), path);
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(file, actual);
            return;
        }
        var expected = File.Exists(file) ? File.ReadAllText(file) : "";
        if (expected == actual) return;
        var (left, right) = (expected.Split('\n'), actual.Split('\n'));
        var line = Enumerable.Range(0, Math.Max(left.Length, right.Length)).First(index => index >= left.Length || index >= right.Length || left[index] != right[index]);
        Xunit.Assert.Fail($"{path}, line {line + 1}: expected '{left.ElementAtOrDefault(line)}', got '{right.ElementAtOrDefault(line)}'. If that is meant, run the test with UPDATE_GOLDEN=1 and review the difference.");
    }

    private static string ProjectOf(string caller)
    {
        var folder = Path.GetDirectoryName(caller)!;
        while (!Directory.EnumerateFiles(folder, "*.csproj").Any()) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
