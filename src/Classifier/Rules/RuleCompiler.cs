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
        if (size > WordTable.MaxLemmas) throw new RuleException("words.yaml", 1, $"the rules and word lists name {size} words and phrases; there is room for {WordTable.MaxLemmas}");
        var compiled = _rules.Select((rule, index) => new CompiledRule(rule, index)).ToArray();
        // Special rules first, then the heavier one: the first that fits an action is its meaning.
        var ordered = new List<CompiledRule>(compiled);
        ordered.Sort(static (a, b) => Order(a.Definition, b.Definition));
        var traits = new WordTraits[size];
        var verbs = ByWord(ordered, rule => rule.Verbs, WordTraits.Acts, traits);
        var objects = ByWord(ordered, rule => rule.IsAction && rule.Verbs.Count == 0 ? [.. rule.Objects, .. rule.Heads] : [], WordTraits.Object, traits);
        var words = ByWord(ordered, rule => rule.Words, WordTraits.Rule, traits);
        var parameters = ByWord(ordered, rule => rule.Parameters, WordTraits.Parameter, traits);
        var asked = new AskTable([.. _rules.Select(rule => new AskedWords(Ids(rule, rule.Objects), Ids(rule, rule.Unless), Ids(rule, rule.Heads)))], WordTraits.Asked, traits);
        var conditions = new AskTable([.. _rules.Select(rule => new AskedWords(Ids(rule, rule.Context), Ids(rule, rule.NoContext), Ids(rule, rule.With)))], WordTraits.Condition, traits);
        var table = _vocabulary.Build(traits);
        return new CompiledRules
        {
            Words = table,
            Engine = new EngineWords(table.Names),
            Rules = compiled,
            ReadsParameterTexts = _rules.Any(rule => rule.In.HasFlag(RuleFields.ParameterDescriptions)),
            ByVerb = [.. verbs.Select(list => list is null ? null : new ActionRules(list))],
            ByObject = [.. objects.Select(list => list is null ? null : new ActionRules(list))],
            ByWord = [.. words.Select(list => list?.ToArray())],
            ByParameter = [.. parameters.Select(list => list?.ToArray())],
            ByAnnotation = ByAnnotation(ordered),
            Objects = asked,
            Conditions = conditions,
        };
    }

    /// <summary>The rules by the id of each word or phrase of one of their lists; the words are given a trait.</summary>
    private List<CompiledRule>?[] ByWord(List<CompiledRule> rules, Func<RuleDefinition, IReadOnlyList<string>> words, WordTraits trait, WordTraits[] traits)
    {
        var lists = new List<CompiledRule>?[traits.Length];
        foreach (var rule in rules)
        {
            foreach (var id in Ids(rule.Definition, words(rule.Definition)))
            {
                var list = lists[id] ??= [];
                if (!list.Contains(rule)) list.Add(rule);
                traits[id] |= trait;
            }
        }
        return lists;
    }

    private static AnnotationRules[] ByAnnotation(List<CompiledRule> rules) =>
        [.. rules.SelectMany(rule => rule.Definition.Annotations).Distinct(StringComparer.Ordinal).Select(annotation => new AnnotationRules(annotation, [.. rules.Where(rule => rule.Definition.Annotations.Contains(annotation))]))];

    private static int Order(RuleDefinition a, RuleDefinition b)
    {
        if (a.IsSpecial != b.IsSpecial) return a.IsSpecial ? -1 : 1;
        return a.Weight != b.Weight ? b.Weight - a.Weight : string.CompareOrdinal(a.Id, b.Id);
    }

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
