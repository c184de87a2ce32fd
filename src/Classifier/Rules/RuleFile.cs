using Catalogue.Classifier.Model;

namespace Catalogue.Classifier.Rules;

/// <summary>Reads a rule file into its rules and word lists: strictly, since it is our own.</summary>
internal sealed class RuleFile
{
    // Spelled out: asking the framework for an enumeration's names is compiled anew at every start.
    private static readonly string[] Categories = [nameof(Category.Read), nameof(Category.Write), nameof(Category.Execute), nameof(Category.Financial), nameof(Category.Destructive)];
    private static readonly string[] Levels = [nameof(RiskLevel.Low), nameof(RiskLevel.Medium), nameof(RiskLevel.High), nameof(RiskLevel.Critical)];

    /// <summary>Its rules in order.</summary>
    public List<RuleDefinition> Rules { get; } = [];

    /// <summary>Its word lists by name.</summary>
    public Dictionary<string, IReadOnlyList<string>> Lists { get; } = new(StringComparer.Ordinal);

    /// <summary>Words that stand for another one: spellings in other languages, by the English word.</summary>
    public Dictionary<string, IReadOnlyList<string>> Aliases { get; } = new(StringComparer.Ordinal);

    /// <summary>Reads one file.</summary>
    /// <exception cref="RuleException">It is broken: says where, what, and what is allowed.</exception>
    public static RuleFile Parse(string path, string text)
    {
        var file = new RuleFile();
        var yaml = RuleYaml.Parse(path, text);
        foreach (var item in yaml.Items("rules")) file.Rules.Add(ReadRule(item));
        ReadMap(yaml.Map("lists"), file.Lists);
        ReadMap(yaml.Map("aliases"), file.Aliases);
        yaml.RefuseOthers("a rule file");
        return file;
    }

    private static void ReadMap(RuleYaml? map, Dictionary<string, IReadOnlyList<string>> target)
    {
        foreach (var name in map?.Keys ?? []) target[name] = Texts(map!, name);
    }

    private static RuleDefinition ReadRule(RuleYaml yaml)
    {
        var id = yaml.Required("id");
        if (!IsId(id)) throw yaml.Fail(yaml.LineAt("id"), $"id '{id}' is not kebab-case (a-z, 0-9, single hyphens)");
        var speaksFor = yaml.Required("for");
        var isCategory = TryCategory(speaksFor, out var category);
        var capability = Capabilities.None;
        if (!isCategory && !CapabilityNames.TryParse(speaksFor, out capability))
            throw yaml.Fail(yaml.LineAt("for"), $"'for: {speaksFor}' is neither a category ({Names(Categories)}) nor a capability ({Names(CapabilityNames.All.Select(CapabilityNames.ToName))})");
        var rule = new RuleDefinition
        {
            Id = id,
            Title = yaml.Required("title"),
            File = yaml.File,
            Line = yaml.Line,
            Category = isCategory ? category : null,
            Capability = capability,
            Against = yaml.Text("against") is { } against ? ParseCategory(yaml, "against", against) : null,
            Weight = yaml.Number("weight", 1, 100),
            Gives = ReadCapabilities(yaml),
            Risk = ReadRisk(yaml),
            Verbs = Texts(yaml, "verb"),
            Objects = Texts(yaml, "object"),
            Heads = Texts(yaml, "head"),
            Unless = Texts(yaml, "unless"),
            With = Texts(yaml, "with"),
            Context = Texts(yaml, "context"),
            NoContext = Texts(yaml, "no-context"),
            Words = Texts(yaml, "word"),
            In = ReadFields(yaml),
            Parameters = Texts(yaml, "parameter"),
            Whole = yaml.Flag("whole"),
            Annotations = ReadAnnotations(yaml),
            When = ReadWhen(yaml),
            Claim = yaml.Flag("claim"),
            YieldsToClaim = yaml.Flag("yields-to-claim"),
            Why = yaml.Required("why").Trim(),
            Matches = [.. Texts(yaml, "matches").Select(text => new RuleExample(text))],
            Ignores = [.. Texts(yaml, "ignores").Select(text => new RuleExample(text))],
            FalseAlarms = Texts(yaml, "false-alarms"),
        };
        yaml.RefuseOthers("a rule");
        if (!rule.IsAction && rule.Words.Count + rule.Parameters.Count + rule.Annotations.Count == 0)
            throw yaml.Fail(yaml.Line, $"rule '{id}' matches nothing: give it one of verb, object, head, word, parameter, annotation");
        if (rule.Matches.Count == 0) throw yaml.Fail(yaml.Line, $"rule '{id}' has no example: give it 'matches' (and 'ignores')");
        return rule;
    }

    private static Category[] ReadWhen(RuleYaml yaml)
    {
        var items = yaml.List("when");
        var when = new Category[items.Count];
        for (var i = 0; i < when.Length; i++) when[i] = ParseCategory(yaml, "when", items[i].Text!);
        return when;
    }

    private static bool TryCategory(string text, out Category category)
    {
        var index = Array.IndexOf(Categories, text);
        category = (Category)index;
        return index >= 0;
    }

    private static Category ParseCategory(RuleYaml yaml, string key, string text) =>
        TryCategory(text, out var category) ? category : throw yaml.Fail(yaml.LineAt(key), $"'{key}: {text}' is no category; allowed: {Names(Categories)}");

    private static Capabilities ReadCapabilities(RuleYaml yaml)
    {
        var all = Capabilities.None;
        foreach (var item in yaml.List("gives"))
        {
            if (!CapabilityNames.TryParse(item.Text!, out var one)) throw yaml.Fail(item.Line, $"'gives: {item.Text}' is no capability; allowed: {Names(CapabilityNames.All.Select(CapabilityNames.ToName))}");
            all |= one;
        }
        return all;
    }

    private static RiskLevel? ReadRisk(RuleYaml yaml)
    {
        if (yaml.Text("risk") is not { } text) return null;
        return Array.IndexOf(Levels, text) is >= 0 and var level
            ? (RiskLevel)level
            : throw yaml.Fail(yaml.LineAt("risk"), $"'risk: {text}' is no level; allowed: {Names(Levels)}");
    }

    private static RuleFields ReadFields(RuleYaml yaml)
    {
        var fields = RuleFields.None;
        foreach (var item in yaml.List("in"))
        {
            fields |= item.Text switch
            {
                "name" => RuleFields.Name,
                "title" => RuleFields.Title,
                "description" => RuleFields.Description,
                "parameters" => RuleFields.Parameters,
                "parameter-descriptions" => RuleFields.ParameterDescriptions,
                "server" => RuleFields.Server,
                _ => throw yaml.Fail(item.Line, $"'in: {item.Text}' is no place; allowed: name, title, description, parameters, parameter-descriptions, server"),
            };
        }
        return fields == RuleFields.None ? RuleFields.Name | RuleFields.Title | RuleFields.Description : fields;
    }

    private static List<string> ReadAnnotations(RuleYaml yaml)
    {
        foreach (var item in yaml.List("annotation"))
        {
            if (!IsAnnotation(item.Text!)) throw yaml.Fail(item.Line, $"'annotation: {item.Text}' must be written as name=true or name=false");
        }
        return Texts(yaml, "annotation");
    }

    private static List<string> Texts(RuleYaml yaml, string key) => [.. yaml.List(key).Select(item => item.Text!)];

    private static string Names(IEnumerable<string> names) => string.Join(", ", names);

    /// <summary>Kebab-case: a-z and 0-9, single hyphens between them.</summary>
    private static bool IsId(string id)
    {
        for (var i = 0; i < id.Length; i++)
        {
            if (id[i] == '-' ? i == 0 || i == id.Length - 1 || id[i - 1] == '-' : !char.IsAsciiLetterLower(id[i]) && !char.IsAsciiDigit(id[i])) return false;
        }
        return id.Length > 0;
    }

    private static bool IsAnnotation(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals > 0 && text[(equals + 1)..] is "true" or "false" && text.AsSpan(0, equals).IndexOfAnyExceptInRange('A', 'z') < 0 && text.AsSpan(0, equals).IndexOfAnyInRange('[', '`') < 0;
    }
}
