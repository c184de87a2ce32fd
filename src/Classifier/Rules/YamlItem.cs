namespace Catalogue.Classifier.Rules;

/// <summary>A value of a rule file: a text, a list, or a mapping, with the line it begins on.</summary>
internal sealed class YamlItem
{
    private YamlItem(int line, string? text, List<YamlItem> items, List<YamlItem>? keys) => (Line, Text, Items, Keys) = (line, text, items, keys);

    /// <summary>The line, from 1.</summary>
    public int Line { get; }

    /// <summary>The text; null for a list or a mapping.</summary>
    public string? Text { get; }

    /// <summary>The items of a list, or the values of a mapping.</summary>
    public List<YamlItem> Items { get; }

    /// <summary>The keys of a mapping, each at the place of its value; null for anything else.</summary>
    public List<YamlItem>? Keys { get; }

    /// <summary>True for a list.</summary>
    public bool IsList => Text is null && Keys is null;

    /// <summary>A text.</summary>
    public static YamlItem Of(string text, int line) => new(line, text, [], null);

    /// <summary>A list without items.</summary>
    public static YamlItem List(int line) => new(line, null, [], null);

    /// <summary>A mapping without members.</summary>
    public static YamlItem Mapping(int line) => new(line, null, [], []);

    /// <summary>Adds a member to a mapping.</summary>
    public void Add(YamlItem key, YamlItem value)
    {
        Keys!.Add(key);
        Items.Add(value);
    }
}
