using Catalogue.Crawler.Files;

namespace Catalogue.Crawler.Inspection;

/// <summary>
/// The file that says where the tokens of single servers lie; it holds no token itself. YAML:
/// <c>tokens:</c> with a key for each canonical server name, whose value has either <c>variable:</c> (an environment
/// variable) or <c>file:</c> (a path, relative to this file).
/// </summary>
public static class TokenFile
{
    /// <summary>Reads the file; where there is none, there are no tokens.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FileContentException">It is broken: names the line and what is allowed.</exception>
    public static IReadOnlyDictionary<string, TokenPlace> Read(string path)
    {
        var places = new Dictionary<string, TokenPlace>(StringComparer.Ordinal);
        if (!File.Exists(path)) return places;
        var root = StrictYaml.Parse(path, File.ReadAllText(path));
        if (root.Map("tokens") is { } tokens)
        {
            foreach (var server in tokens.Keys.ToList())
            {
                var entry = tokens.Map(server) ?? throw tokens.ProblemAt(server, $"'{server}' must have 'variable' or 'file'.");
                places[server] = ReadPlace(entry, server, Path.GetDirectoryName(Path.GetFullPath(path))!, tokens);
            }
        }
        root.End();
        return places;
    }

    private static TokenPlace ReadPlace(StrictYaml entry, string server, string folder, StrictYaml tokens)
    {
        var variable = entry.String("variable");
        var file = entry.String("file");
        entry.End();
        if ((variable is null) == (file is null)) throw tokens.ProblemAt(server, $"'{server}' must have either 'variable' or 'file'; the token itself is never written here.");
        return new TokenPlace(variable, file is null ? null : Path.Combine(folder, file));
    }
}
