using System.Globalization;

namespace Catalogue.Classifier.Rules;

/// <summary>A mapping of a rule file, read strictly: every key must be asked for, every value has a line.</summary>
internal sealed class RuleYaml
{
    private readonly YamlItem _node;
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    private RuleYaml(string file, YamlItem node)
    {
        (File, _node) = (file, node);
        for (var i = 0; i < node.Keys!.Count; i++)
        {
            var key = node.Keys[i];
            if (key.Text is null) throw Fail(key.Line, "a key must be text");
            for (var other = 0; other < i; other++)
            {
                if (node.Keys[other].Text == key.Text) throw Fail(key.Line, $"the key '{key.Text}' stands in line {node.Keys[other].Line} already");
            }
        }
    }

    /// <summary>The file.</summary>
    public string File { get; }

    /// <summary>The line it begins on.</summary>
    public int Line => _node.Line;

    /// <summary>Parses a whole file, whose root must be a mapping.</summary>
    public static RuleYaml Parse(string file, string text)
    {
        var root = YamlReader.Read(file, text);
        return root.Keys is null
            ? throw new RuleException(file, 1, "a rule file is one mapping with the key 'rules' (or 'lists', 'aliases')")
            : new RuleYaml(file, root);
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
        { Text: { } text } => text,
        var other => throw Fail(other.Line, $"'{key}' must be text"),
    };

    /// <summary>A number between bounds that must be there.</summary>
    public int Number(string key, int least, int most)
    {
        var text = Required(key);
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw Fail(Find(key)!.Line, $"'{key}: {text}' is not a whole number from {least} to {most}");
    }

    /// <summary>true or false; false where absent.</summary>
    public bool Flag(string key) => Text(key) switch
    {
        null or "false" => false,
        "true" => true,
        var text => throw Fail(Find(key)!.Line, $"'{key}: {text}' is neither true nor false"),
    };

    /// <summary>A list of texts (or one text), with the line of each; empty where absent.</summary>
    public IReadOnlyList<YamlItem> List(string key)
    {
        switch (Find(key))
        {
            case null:
                return [];
            case { Text: not null } one:
                return [one];
            case { IsList: true } many:
                foreach (var item in many.Items)
                {
                    if (string.IsNullOrEmpty(item.Text)) throw Fail(item.Line, $"'{key}' must be a list of texts that are not empty");
                }
                return many.Items;
            case var other:
                throw Fail(other.Line, $"'{key}' must be a list of texts");
        }
    }

    /// <summary>A list of mappings; empty where absent.</summary>
    public IReadOnlyList<RuleYaml> Items(string key)
    {
        if (Find(key) is not { } node) return [];
        if (!node.IsList) throw Fail(node.Line, $"'{key}' must be a list");
        return [.. node.Items.Select(item => item.Keys is not null ? new RuleYaml(File, item) : throw Fail(item.Line, $"an item of '{key}' must be a mapping"))];
    }

    /// <summary>A mapping whose keys are free; empty where absent.</summary>
    public RuleYaml? Map(string key) => Find(key) switch
    {
        null => null,
        { Keys: not null } map => new RuleYaml(File, map),
        var other => throw Fail(other.Line, $"'{key}' must be a mapping"),
    };

    /// <summary>The keys of a mapping whose keys are free.</summary>
    public IEnumerable<string> Keys => _node.Keys!.Select(key => key.Text!);

    /// <summary>Complains of a key nobody asked for.</summary>
    public void RefuseOthers(string what)
    {
        foreach (var key in _node.Keys!)
        {
            if (_asked.Contains(key.Text!)) continue;
            throw Fail(key.Line, $"unknown key '{key.Text}' in {what}; allowed: {string.Join(", ", _asked.Order(StringComparer.Ordinal))}");
        }
    }

    /// <summary>The line of a key's value, or of the mapping where it is absent.</summary>
    public int LineAt(string key) => Find(key)?.Line ?? Line;

    /// <summary>An error in this file.</summary>
    public RuleException Fail(int line, string message) => new(File, line, message);

    private YamlItem? Find(string key)
    {
        _asked.Add(key);
        for (var i = 0; i < _node.Keys!.Count; i++)
        {
            if (_node.Keys[i].Text == key) return _node.Items[i];
        }
        return null;
    }
}
