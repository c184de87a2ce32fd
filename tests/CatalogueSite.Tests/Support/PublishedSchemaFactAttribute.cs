namespace Catalogue.Site.Tests.Support;

/// <summary>
/// A test that needs schemas which products publish: files in the folder that <c>CATALOGUE_PUBLISHED_SCHEMAS</c> names
/// (docs/published-schemas.md). Skipped, and counted as skipped with the reason, where one of them is not there.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PublishedSchemaFactAttribute : FactAttribute
{
    public const string Variable = "CATALOGUE_PUBLISHED_SCHEMAS";

    public PublishedSchemaFactAttribute(params string[] files) => Skip = Missing(files) ?? PolicyEvaluators.Missing;

    /// <summary>The folder, or null.</summary>
    public static string? Folder { get; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder ? Path.GetFullPath(folder) : null;

    private static string? Missing(string[] files)
    {
        if (Folder is null) return $"NOT VALIDATED against {string.Join(" and ", files)}: set {Variable} to the folder described in docs/published-schemas.md.";
        var absent = files.Where(file => !File.Exists(Path.Combine(Folder, file))).ToList();
        return absent.Count == 0 ? null : $"NOT VALIDATED: {string.Join(" and ", absent)} is not in {Folder} (docs/published-schemas.md says where it is published).";
    }
}
