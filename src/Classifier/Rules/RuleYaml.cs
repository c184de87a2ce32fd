using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Catalogue.Classifier.Rules;

/// <summary>A mapping of a rule file, read strictly: every key must be asked for, every value has a line.</summary>
internal sealed class RuleYaml
{
    private readonly YamlMappingNode _node;
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    private RuleYaml(string file, YamlMappingNode node) => (File, _node) = (file, node);

    /// <summary>The file.</summary>
    public string File { get; }

    /// <summary>The line it begins on.</summary>
    public int Line => Math.Max(1, (int)_node.Start.Line);

    /// <summary>Parses a whole file, whose root must be a mapping.</summary>
    public static RuleYaml Parse(string file, string text)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            if (stream.Documents.Count != 1 || stream.Documents[0].RootNode is not YamlMappingNode root)
                throw new RuleException(file, 1, "a rule file is one mapping with the key 'rules' (or 'lists', 'aliases')");
            return new RuleYaml(file, root);
        }
        catch (YamlException error)
        {
            throw new RuleException(file, Math.Max(1, (int)error.Start.Line), $"not YAML: {error.InnerException?.Message ?? error.Message}");
        }
    }

    /// <summary>True when the key is there.</summary>
    public bool Has(string key) => Find(key) is not null;

    /// <summary>A text that must be there.</summary>
    public string Required(string key) =>
        Text(key) is { Length: > 0 } text ? text : throw Fail(Line, $"'{key}' is missing: every rule has id, title, for, weight, why and something to match");

    /// <summary>A text, or null.</summary>
    public string? Text(string key) => Find(key) switch
    {
        null => null,
        YamlScalarNode scalar => scalar.Value ?? "",
        var other => throw Fail(LineOf(other), $"'{key}' must be text"),
    };

    /// <summary>A number between bounds that must be there.</summary>
    public int Number(string key, int least, int most)
    {
        var text = Required(key);
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw Fail(LineOf(Find(key)!), $"'{key}: {text}' is not a whole number from {least} to {most}");
    }

    /// <summary>true or false; false where absent.</summary>
    public bool Flag(string key) => Text(key) switch
    {
        null or "false" => false,
        "true" => true,
        var text => throw Fail(LineOf(Find(key)!), $"'{key}: {text}' is neither true nor false"),
    };

    /// <summary>A list of texts (or one text), with the line of each; empty where absent.</summary>
    public IReadOnlyList<(string Text, int Line)> List(string key)
    {
        switch (Find(key))
        {
            case null:
                return [];
            case YamlScalarNode one:
                return [(one.Value ?? "", LineOf(one))];
            case YamlSequenceNode many:
                return [.. many.Select(item => item is YamlScalarNode { Value.Length: > 0 } scalar ? (scalar.Value, LineOf(item)) : throw Fail(LineOf(item), $"'{key}' must be a list of texts that are not empty"))];
            case var other:
                throw Fail(LineOf(other), $"'{key}' must be a list of texts");
        }
    }

    /// <summary>A list of mappings; empty where absent.</summary>
    public IReadOnlyList<RuleYaml> Items(string key)
    {
        if (Find(key) is not { } node) return [];
        if (node is not YamlSequenceNode items) throw Fail(LineOf(node), $"'{key}' must be a list");
        return [.. items.Select(item => item is YamlMappingNode map ? new RuleYaml(File, map) : throw Fail(LineOf(item), $"an item of '{key}' must be a mapping"))];
    }

    /// <summary>A mapping whose keys are free; empty where absent.</summary>
    public RuleYaml? Map(string key) => Find(key) switch
    {
        null => null,
        YamlMappingNode map => new RuleYaml(File, map),
        var other => throw Fail(LineOf(other), $"'{key}' must be a mapping"),
    };

    /// <summary>The keys of a mapping whose keys are free.</summary>
    public IEnumerable<string> Keys => _node.Children.Keys.OfType<YamlScalarNode>().Select(key => key.Value ?? "");

    /// <summary>Complains of a key nobody asked for.</summary>
    public void RefuseOthers(string what)
    {
        foreach (var key in _node.Children.Keys)
        {
            if (key is YamlScalarNode { Value: { } name } && _asked.Contains(name)) continue;
            throw Fail(LineOf(key), $"unknown key '{key}' in {what}; allowed: {string.Join(", ", _asked.Order(StringComparer.Ordinal))}");
        }
    }

    /// <summary>The line of a key's value, or of the mapping where it is absent.</summary>
    public int LineAt(string key) => Find(key) is { } node ? LineOf(node) : Line;

    /// <summary>An error in this file.</summary>
    public RuleException Fail(int line, string message) => new(File, line, message);

    private YamlNode? Find(string key)
    {
        _asked.Add(key);
        return _node.Children.TryGetValue(new YamlScalarNode(key), out var node) ? node : null;
    }

    private static int LineOf(YamlNode node) => Math.Max(1, (int)node.Start.Line);
}
