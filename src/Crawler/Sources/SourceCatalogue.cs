using Catalogue.Crawler.Files;

namespace Catalogue.Crawler.Sources;

/// <summary>The configured sources: one YAML file each.</summary>
public sealed class SourceCatalogue
{
    private SourceCatalogue(IReadOnlyList<SourceDefinition> all) => All = all;

    /// <summary>All of them, by file name.</summary>
    public IReadOnlyList<SourceDefinition> All { get; }

    /// <summary>Those that are read without being asked for by name.</summary>
    public IEnumerable<SourceDefinition> Enabled => All.Where(static source => source.Enabled);

    /// <summary>Reads every source file.</summary>
    /// <exception cref="FileContentException">A file is broken (file, line, what is allowed), or two sources share a name.</exception>
    public static SourceCatalogue Load(SourceFiles files)
    {
        var all = new List<SourceDefinition>();
        foreach (var file in files.Names())
        {
            var source = ReadOne(files, file);
            if (all.Find(other => other.Name.Equals(source.Name, StringComparison.OrdinalIgnoreCase)) is { } twin)
            {
                throw new FileContentException(files.Describe(file), 0, $"the name '{source.Name}' is taken by {twin.File}.");
            }
            all.Add(source);
        }
        return new SourceCatalogue(all);
    }

    /// <summary>Reads one source file.</summary>
    /// <exception cref="FileContentException">The file is broken: file, line, what is allowed.</exception>
    public static SourceDefinition ReadOne(SourceFiles files, string file)
    {
        var settings = files.ReadYaml(file);
        var kind = settings.RequiredString("kind");
        if (!SourceKinds.All.TryGetValue(kind, out var read))
        {
            throw settings.ProblemAt("kind", $"'{kind}' is no kind of source; one of: {string.Join(", ", SourceKinds.All.Keys)}.");
        }
        var name = settings.String("name") ?? Path.GetFileNameWithoutExtension(file);
        if (name.Length is 0 or > 100 || name.Any(char.IsControl)) throw settings.ProblemAt("name", "'name' must have 1 to 100 characters.");
        var enabled = settings.Boolean("enabled", true);
        var create = read(name, settings, files);
        settings.End();
        return new SourceDefinition(name, kind, enabled, files.Describe(file), create);
    }
}
