using Catalogue.Classifier.Text;

namespace Catalogue.Classifier.Rules;

/// <summary>From rules as written to rules laid out for matching.</summary>
internal sealed class RuleCompiler
{
    /// <summary>The lists the engine itself reads, and what they say of a word.</summary>
    private static readonly (string List, WordClasses Class)[] EngineLists =
    [
        ("noun-first", WordClasses.NounFirst), ("verb-first", WordClasses.VerbFirst), ("property", WordClasses.Property),
        ("modifier", WordClasses.Modifier), ("preposition", WordClasses.Preposition), ("conjunction", WordClasses.Conjunction),
        ("determiner", WordClasses.Determiner), ("negation", WordClasses.Negation), ("subject", WordClasses.Subject),
        ("lead-in", WordClasses.LeadIn), ("mode-name", WordClasses.ModeName), ("relative", WordClasses.Relative), ("part", WordClasses.Part),
    ];

    private readonly Vocabulary _vocabulary = new();
    private readonly Dictionary<string, IReadOnlyList<string>> _lists;
    private readonly IReadOnlyList<RuleDefinition> _rules;

    private RuleCompiler(IReadOnlyList<RuleDefinition> rules, Dictionary<string, IReadOnlyList<string>> lists) => (_rules, _lists) = (rules, lists);

    /// <summary>Compiles rules.</summary>
    /// <exception cref="RuleException">A rule names a list that does not exist, or a list the engine needs is missing.</exception>
    public static CompiledRules Compile(
        IReadOnlyList<RuleDefinition> rules, Dictionary<string, IReadOnlyList<string>> lists, Dictionary<string, IReadOnlyList<string>> aliases)
    {
        foreach (var (name, _) in EngineLists)
        {
            if (!lists.ContainsKey(name)) throw new RuleException("words.yaml", 1, $"the word list '{name}' is missing; the engine reads {string.Join(", ", EngineLists.Select(list => list.List))}");
        }
        var compiler = new RuleCompiler(rules, lists);
        compiler.Gather(aliases);
        return compiler.Lay();
    }

    private void Gather(Dictionary<string, IReadOnlyList<string>> aliases)
    {
        if (_lists.TryGetValue("noun", out var nouns)) _vocabulary.AddNouns(nouns);
        foreach (var rule in _rules)
        {
            foreach (var verb in Expand(rule, rule.Verbs)) _vocabulary.AddVerb(verb);
        }
        foreach (var (list, classes) in EngineLists) _vocabulary.Classify(_lists[list], classes);
        var targets = new List<string>(aliases.Keys);
        targets.Sort(StringComparer.Ordinal);
        foreach (var target in targets)
        {
            foreach (var spelling in aliases[target]) _vocabulary.AddAlias(spelling, target);
        }
        foreach (var rule in _rules)
        {
            foreach (var list in new[] { rule.Verbs, rule.Objects, rule.Heads, rule.Unless, rule.With, rule.Context, rule.NoContext, rule.Words, rule.Parameters })
            {
                foreach (var word in Expand(rule, list)) _vocabulary.Id(word);
            }
        }
    }

    private CompiledRules Lay()
    {
        var size = _vocabulary.Count;
        var byVerb = new List<int>?[size];
        var byObject = new List<int>?[size];
        var byWord = new List<int>?[size];
        var byParameter = new List<int>?[size];
        var byAnnotation = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        var compiled = _rules.Select(rule => Compile(rule, size)).ToArray();
        // Special rules first, then the heavier one: the first that fits an action is its meaning.
        var ordered = new List<CompiledRule>(compiled);
        ordered.Sort(static (a, b) => Order(a.Definition, b.Definition));
        foreach (var one in ordered)
        {
            var rule = one.Definition;
            var index = Array.IndexOf(compiled, one);
            foreach (var verb in Expand(rule, rule.Verbs)) Put(byVerb, _vocabulary.Id(verb), index);
            if (rule.IsAction && rule.Verbs.Count == 0)
            {
                foreach (var word in Expand(rule, rule.Objects)) Put(byObject, _vocabulary.Id(word), index);
                foreach (var word in Expand(rule, rule.Heads)) Put(byObject, _vocabulary.Id(word), index);
            }
            foreach (var word in Expand(rule, rule.Words)) Put(byWord, _vocabulary.Id(word), index);
            foreach (var word in Expand(rule, rule.Parameters)) Put(byParameter, _vocabulary.Id(word), index);
            foreach (var annotation in rule.Annotations)
            {
                if (!byAnnotation.TryGetValue(annotation, out var list)) byAnnotation[annotation] = list = [];
                list.Add(index);
            }
        }
        return new CompiledRules
        {
            Words = _vocabulary.Build(),
            Rules = compiled,
            ReadsParameterTexts = _rules.Any(rule => rule.In.HasFlag(RuleFields.ParameterDescriptions)),
            ByVerb = [.. byVerb.Select(list => list?.ToArray())],
            ByObject = [.. byObject.Select(list => list?.ToArray())],
            ByWord = [.. byWord.Select(list => list?.ToArray())],
            ByParameter = [.. byParameter.Select(list => list?.ToArray())],
            ByAnnotation = byAnnotation.ToDictionary(pair => pair.Key, pair => pair.Value.ToArray(), StringComparer.Ordinal),
        };
    }

    private static int Order(RuleDefinition a, RuleDefinition b)
    {
        if (a.IsSpecial != b.IsSpecial) return a.IsSpecial ? -1 : 1;
        return a.Weight != b.Weight ? b.Weight - a.Weight : string.CompareOrdinal(a.Id, b.Id);
    }

    private static void Put(List<int>?[] lists, int id, int rule)
    {
        var list = lists[id] ??= [];
        if (!list.Contains(rule)) list.Add(rule);
    }

    private CompiledRule Compile(RuleDefinition rule, int size) => new(rule)
    {
        Objects = Set(rule, rule.Objects, size),
        Heads = Set(rule, rule.Heads, size),
        Unless = Set(rule, rule.Unless, size),
        With = Set(rule, rule.With, size),
        Context = Set(rule, rule.Context, size),
        NoContext = Set(rule, rule.NoContext, size),
    };

    private IdSet? Set(RuleDefinition rule, IReadOnlyList<string> words, int size) =>
        words.Count == 0 ? null : new IdSet(Ids(rule, words), size);

    private List<int> Ids(RuleDefinition rule, IReadOnlyList<string> words)
    {
        var ids = new List<int>();
        foreach (var word in Expand(rule, words)) ids.Add(_vocabulary.Id(word));
        return ids;
    }

    /// <summary>The words of a list, with <c>$name</c> replaced by the word list of that name.</summary>
    private IEnumerable<string> Expand(RuleDefinition rule, IReadOnlyList<string> words)
    {
        foreach (var word in words)
        {
            if (word[0] != '$')
            {
                if (Vocabulary.Split(word).Length == 0 || word.Any(char.IsUpper)) throw new RuleException(rule.File, rule.Line, $"rule '{rule.Id}': '{word}' is not a lower-case word or phrase");
                yield return word;
                continue;
            }
            if (!_lists.TryGetValue(word[1..], out var list)) throw new RuleException(rule.File, rule.Line, $"rule '{rule.Id}': there is no word list '{word}'; there are {string.Join(", ", _lists.Keys.Order(StringComparer.Ordinal).Select(name => "$" + name))}");
            foreach (var item in list) yield return item;
        }
    }
}
