using Catalogue.Crawler.Files;

namespace Catalogue.Site.Policies.Conditions;

/// <summary>Reads <c>data/conditions.yaml</c> strictly: an unknown key or a broken value is an error with its line.</summary>
public static class ConditionWordsFile
{
    /// <summary>Parses the list.</summary>
    /// <param name="file">The file's name, for messages.</param>
    /// <param name="text">Its YAML text.</param>
    /// <exception cref="FileContentException">The file is not usable.</exception>
    public static ConditionWords Parse(string file, string text)
    {
        var top = StrictYaml.Parse(file, text);
        if (top.String("version") != "1") throw top.ProblemAt("version", "version must be 1.");
        var (modes, switches, paths, amounts) = (Part(top, "modes"), Part(top, "switches"), Part(top, "paths"), Part(top, "amounts"));
        var words = new ConditionWords
        {
            Modes = Words(modes, "arguments"),
            Harmless = Words(modes, "harmless"),
            Harmful = Words(modes, "harmful"),
            HarmlessWhenTrue = Words(switches, "harmless-when-true"),
            HarmlessWhenFalse = Words(switches, "harmless-when-false"),
            FreeForm = Words(top, "free-form"),
            Paths = Words(paths, "arguments"),
            Folder = Folder(paths),
            Amounts = Words(amounts, "arguments"),
            Ceiling = amounts.Integer("placeholder", 1, 1, 1_000_000),
        };
        foreach (var part in new[] { modes, switches, paths, amounts, top }) part.End();
        return words;
    }

    private static StrictYaml Part(StrictYaml top, string key) => top.Map(key) ?? throw top.ProblemAt(key, $"'{key}' is missing.");

    private static HashSet<string> Words(StrictYaml map, string key)
    {
        var words = map.Strings(key);
        if (words.Count == 0) throw map.ProblemAt(key, $"'{key}' must be a list with at least one word.");
        if (words.FirstOrDefault(word => !word.All(char.IsAsciiLetterLower)) is { } odd) throw map.ProblemAt(key, $"'{odd}' must be made of lower-case letters only.");
        return words.ToHashSet(StringComparer.Ordinal);
    }

    private static string Folder(StrictYaml paths)
    {
        var folder = paths.RequiredString("placeholder");
        return folder.Length > 2 && folder[0] == '/' && folder[^1] == '/' && folder.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '_' or '-')
            ? folder
            : throw paths.ProblemAt("placeholder", "the placeholder of a folder begins and ends with a slash and has letters, digits, '_' and '-' only.");
    }
}
