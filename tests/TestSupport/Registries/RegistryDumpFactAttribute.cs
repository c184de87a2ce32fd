using Xunit;

namespace Catalogue.TestSupport.Registries;

/// <summary>A test that reads a real dump of the official registry; skipped, and counted as skipped, where the dump is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RegistryDumpFactAttribute : FactAttribute
{
    /// <summary>Marks the test.</summary>
    public RegistryDumpFactAttribute()
    {
        if (DumpFile is null) Skip = "The registry's dump is not here: it lies in facts/registry-api beside the measuring corpus.";
    }

    /// <summary>The dump's path, or null where it is absent.</summary>
    public static string? DumpFile { get; } = Find();

    private static string? Find()
    {
        if (Corpus.Folder is null) return null;
        var path = Path.GetFullPath(Path.Combine(Corpus.Folder, "..", "facts", "registry-api", "official_registry_dump_2025-12-12.json.gz"));
        return File.Exists(path) ? path : null;
    }
}
