using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Catalogue.Crawler.Files;

/// <summary>
/// One mapping of a YAML file of ours, read strictly: what is asked for is typed and bounded, and <see cref="End"/> refuses every
/// key that nobody asked for. All errors carry file and line.
/// </summary>
public sealed class StrictYaml
{
    private readonly string _file;
    private readonly YamlMappingNode _map;
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    private StrictYaml(string file, YamlMappingNode map) => (_file, _map) = (file, map);

    /// <summary>The line the mapping starts at.</summary>
    public long Line => _map.Start.Line;

    /// <summary>The keys of the mapping in the file's order.</summary>
    public IEnumerable<string> Keys => _map.Children.Keys.OfType<YamlScalarNode>().Select(static key => key.Value ?? "");

    /// <summary>Reads a text whose root is a mapping.</summary>
    /// <param name="file">What to call it in errors.</param>
    /// <param name="text">The YAML.</param>
    /// <exception cref="FileContentException">It is no YAML, or its root is something else.</exception>
    public static StrictYaml Parse(string file, string text)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(text));
        }
        catch (YamlException e)
        {
            throw new FileContentException(file, e.Start.Line, $"not readable as YAML: {e.InnerException?.Message ?? e.Message}");
        }
        catch (ArgumentException e)
        {
            throw new FileContentException(file, 0, $"not readable as YAML: {e.Message}");
        }
        if (stream.Documents.Count != 1 || stream.Documents[0].RootNode is not YamlMappingNode map)
        {
            throw new FileContentException(file, 1, "the file must hold one mapping (key: value).");
        }
        return new StrictYaml(file, map);
    }

    /// <summary>A text that must be there.</summary>
    public string RequiredString(string key) =>
        String(key) ?? throw Problem($"'{key}' is missing.");

    /// <summary>A text, or null where the key is absent.</summary>
    public string? String(string key) => Find(key) switch
    {
        null => null,
        YamlScalarNode { Value: { } value } => value,
        var node => throw Problem($"'{key}' must be a text.", node),
    };

    /// <summary>One of the words given, or the default where the key is absent.</summary>
    public string Choice(string key, string fallback, params string[] allowed)
    {
        var value = String(key) ?? fallback;
        return allowed.Contains(value) ? value : throw Problem($"'{key}' must be one of {string.Join(", ", allowed)}, not '{value}'.", Find(key));
    }

    /// <summary>True or false, or the default where the key is absent.</summary>
    public bool Boolean(string key, bool fallback) => String(key) switch
    {
        null => fallback,
        "true" => true,
        "false" => false,
        var other => throw Problem($"'{key}' must be true or false, not '{other}'.", Find(key)),
    };

    /// <summary>A whole number within bounds, or the default where the key is absent.</summary>
    public int Integer(string key, int fallback, int low, int high)
    {
        if (String(key) is not { } text) return fallback;
        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= low && value <= high
            ? value
            : throw Problem($"'{key}' must be a whole number from {low} to {high}, not '{text}'.", Find(key));
    }

    /// <summary>An absolute http or https URL, or null where the key is absent.</summary>
    public Uri? Url(string key)
    {
        if (String(key) is not { } text) return null;
        return Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            ? url
            : throw Problem($"'{key}' must be an absolute http or https URL, not '{text}'.", Find(key));
    }

    /// <summary>A list of texts, empty where the key is absent.</summary>
    public IReadOnlyList<string> Strings(string key) =>
        [.. Items(key).Select(node => node is YamlScalarNode { Value: { } value } ? value : throw Problem($"'{key}' must be a list of texts.", node))];

    /// <summary>A list of mappings, empty where the key is absent.</summary>
    public IReadOnlyList<StrictYaml> Maps(string key) =>
        [.. Items(key).Select(node => node is YamlMappingNode map ? new StrictYaml(_file, map) : throw Problem($"'{key}' must be a list of mappings.", node))];

    /// <summary>A mapping, or null where the key is absent.</summary>
    public StrictYaml? Map(string key) => Find(key) switch
    {
        null => null,
        YamlMappingNode map => new StrictYaml(_file, map),
        var node => throw Problem($"'{key}' must be a mapping.", node),
    };

    /// <summary>A mapping of texts in the file's order, empty where the key is absent.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> StringMap(string key)
    {
        if (Map(key) is not { } map) return [];
        return [.. map.Keys.ToList().Select(name => KeyValuePair.Create(name, map.RequiredString(name)))];
    }

    /// <summary>Ends the reading: a key that was never asked for is an error that names the keys that are.</summary>
    /// <exception cref="FileContentException">There is an unknown key.</exception>
    public void End()
    {
        foreach (var key in _map.Children.Keys)
        {
            if (key is YamlScalarNode { Value: { } name } && _asked.Contains(name)) continue;
            throw Problem($"unknown key '{key}'; allowed here: {string.Join(", ", _asked.Order(StringComparer.Ordinal))}.", key);
        }
    }

    /// <summary>An error at this mapping or at one of its keys.</summary>
    public FileContentException ProblemAt(string key, string problem) => Problem(problem, Find(key));

    private FileContentException Problem(string problem, YamlNode? at = null) => new(_file, (at ?? _map).Start.Line, problem);

    private IEnumerable<YamlNode> Items(string key) => Find(key) switch
    {
        null => [],
        YamlSequenceNode list => list.Children,
        var node => throw Problem($"'{key}' must be a list.", node),
    };

    private YamlNode? Find(string key)
    {
        _asked.Add(key);
        return _map.Children.TryGetValue(new YamlScalarNode(key), out var node) ? node : null;
    }
}
