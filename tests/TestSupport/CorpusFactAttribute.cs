using Xunit;

namespace Catalogue.TestSupport;

/// <summary>A test that measures on the corpus; skipped, and counted as skipped, where the corpus is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CorpusFactAttribute : FactAttribute
{
    /// <summary>Marks the test.</summary>
    public CorpusFactAttribute()
    {
        if (Corpus.Folder is null) Skip = "The measuring corpus is not here: set CATALOGUE_CORPUS to its folder.";
    }
}
