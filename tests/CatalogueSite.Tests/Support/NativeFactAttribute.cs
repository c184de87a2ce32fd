using Catalogue.TestSupport;

namespace Catalogue.Site.Tests.Support;

/// <summary>A test of the native program, which <c>./test</c> builds; skipped, and counted as skipped, where it could not be built.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NativeFactAttribute : FactAttribute
{
    /// <summary>Marks the test.</summary>
    public NativeFactAttribute()
    {
        if (!File.Exists(Program)) Skip = $"There is no native program at {Program}: ./test builds it, where there is clang or gcc.";
    }

    /// <summary>Whether the test reads the measuring corpus too.</summary>
    public bool NeedsCorpus
    {
        get;
        set
        {
            field = value;
            if (value && Corpus.Folder is null) Skip ??= "The measuring corpus is not here: set CATALOGUE_CORPUS to its folder.";
        }
    }

    /// <summary>Where it is: beside the folder of what was built.</summary>
    public static string Program { get; } = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "assess", "catalogue"));
}
