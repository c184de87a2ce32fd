using System.Reflection;
using System.Text;
using Catalogue.Crawler.Files;

namespace Catalogue.Crawler.Sources;

/// <summary>The files that describe sources: those built in (<c>data/sources</c>), or those of a folder that replaces them.</summary>
public sealed class SourceFiles
{
    private const string Prefix = "sources/";
    private readonly string? _folder;

    private SourceFiles(string? folder) => _folder = folder;

    /// <summary>The files this program was built with.</summary>
    public static SourceFiles Embedded { get; } = new(null);

    /// <summary>The files of a folder. What it lacks of the identity lists comes from the built-in ones.</summary>
    /// <exception cref="FileContentException">There is no such folder.</exception>
    public static SourceFiles In(string folder) => Directory.Exists(folder)
        ? new SourceFiles(Path.GetFullPath(folder))
        : throw new FileContentException(folder, 0, "there is no such folder of source files.");

    /// <summary>The names of the source files (<c>*.yaml</c> at the top), sorted.</summary>
    public IReadOnlyList<string> Names()
    {
        var names = _folder is null
            ? Assembly.GetExecutingAssembly().GetManifestResourceNames()
                .Where(static name => name.StartsWith(Prefix, StringComparison.Ordinal)).Select(static name => name[Prefix.Length..])
            : Directory.EnumerateFiles(_folder).Select(static path => Path.GetFileName(path));
        return [.. names.Where(static name => !name.Contains('/') && IsYaml(name)).Order(StringComparer.Ordinal)];
    }

    /// <summary>True for <c>.yaml</c> and <c>.yml</c>.</summary>
    public static bool IsYaml(string name) =>
        name.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".yml", StringComparison.OrdinalIgnoreCase);

    /// <summary>How a file is called in messages.</summary>
    public string Describe(string name) => _folder is null ? $"data/sources/{name}" : Path.Combine(_folder, name);

    /// <summary>Opens a file by its name, which may hold a folder (<c>declared/x.jsonl</c>).</summary>
    /// <exception cref="FileContentException">It is not there.</exception>
    public Stream Open(string name)
    {
        if (_folder is not null && File.Exists(Path.Combine(_folder, name))) return File.OpenRead(Path.Combine(_folder, name));
        if (_folder is null || name.StartsWith("identity/", StringComparison.Ordinal))
        {
            if (Assembly.GetExecutingAssembly().GetManifestResourceStream(Prefix + name) is { } stream) return stream;
        }
        throw new FileContentException(Describe(name), 0, "there is no such file.");
    }

    /// <summary>The path of a file that a source file names: relative to the folder, or absolute. Built-in files have no path and keep their name.</summary>
    public string Resolve(string name) => _folder is null ? name : Path.Combine(_folder, name);

    /// <summary>The whole text of a file.</summary>
    public string ReadText(string name)
    {
        using var reader = new StreamReader(Open(name), Encoding.UTF8);
        return reader.ReadToEnd();
    }

    /// <summary>Reads a file whose root is a mapping.</summary>
    /// <exception cref="FileContentException">It is missing, is no YAML, or its root is something else.</exception>
    public StrictYaml ReadYaml(string name) => StrictYaml.Parse(Describe(name), ReadText(name));
}
