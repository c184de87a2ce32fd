using System.Collections.Frozen;
using System.Reflection;
using Catalogue.Classifier.Model;
using Catalogue.Site.Search.Text;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Catalogue.Site.Search.Lexicon;

/// <summary>What search knows of the field's language: synonyms, forms, brand names, filler words, intents. From <c>data/search/synonyms.yaml</c>.</summary>
public sealed class SearchLexicon
{
    private const string Resource = "search/synonyms.yaml";
    private static readonly Lazy<SearchLexicon> Built = new(LoadEmbedded);

    private readonly FrozenDictionary<string, IReadOnlyList<IReadOnlyList<string>>> _synonyms;
    private readonly FrozenDictionary<string, IReadOnlyList<string>> _forms;
    private readonly FrozenSet<string> _compounds;
    private readonly FrozenSet<string> _fillers;

    private SearchLexicon(LexiconFile file, Action<string> fail)
    {
        _compounds = Words(file.Compounds, fail).ToFrozenSet(StringComparer.Ordinal);
        _fillers = Words(file.Fillers, fail).ToFrozenSet(StringComparer.Ordinal);
        _synonyms = Group(file.Synonyms, fail).ToFrozenDictionary(pair => pair.Key, pair => (IReadOnlyList<IReadOnlyList<string>>)pair.Value, StringComparer.Ordinal);
        _forms = Group(file.Forms, fail).ToFrozenDictionary(pair => pair.Key, pair => (IReadOnlyList<string>)[.. pair.Value.Select(words => words[0])], StringComparer.Ordinal);
        Intents = [.. file.Intents.Select(intent => Intent(intent, fail))];
        LongestEntry = _synonyms.Keys.Max(entry => entry.Count(c => c == ' ') + 1);
    }

    /// <summary>The lexicon that was built in.</summary>
    public static SearchLexicon Embedded => Built.Value;

    /// <summary>All intents.</summary>
    public IReadOnlyList<SearchIntent> Intents { get; }

    /// <summary>Words in the longest entry that has synonyms.</summary>
    public int LongestEntry { get; }

    /// <summary>Parses a lexicon strictly.</summary>
    /// <param name="path">Its name, for errors.</param>
    /// <param name="text">The YAML.</param>
    /// <exception cref="FormatException">It can't be used: says file, line where known, and what is allowed.</exception>
    public static SearchLexicon Parse(string path, string text)
    {
        try
        {
            var file = new DeserializerBuilder().WithNamingConvention(HyphenatedNamingConvention.Instance).WithDuplicateKeyChecking().Build().Deserialize<LexiconFile>(text)
                ?? throw new FormatException($"{path}: the file is empty.");
            return new SearchLexicon(file, fault => throw new FormatException($"{path}: {fault}"));
        }
        catch (YamlException error)
        {
            throw new FormatException($"{path}:{error.Start.Line}: {error.InnerException?.Message ?? error.Message}", error);
        }
    }

    /// <summary>True for words that carry no meaning of their own in a query (the, a, tool, that, can).</summary>
    public bool IsFiller(string word) => _fillers.Contains(word);

    /// <summary>Other words (each of one or more) that mean the same as the words whose stems, joined by spaces, are given.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Synonyms(string stems) => _synonyms.GetValueOrDefault(stems) ?? [];

    /// <summary>Other forms of a word, given its stem, that the stemmer can't join (removal of remove).</summary>
    public IReadOnlyList<string> Forms(string stem) => _forms.GetValueOrDefault(stem) ?? [];

    /// <summary>Puts brand names together again that were cut at a capital (git, hub).</summary>
    public List<string> JoinCompounds(List<string> words)
    {
        ArgumentNullException.ThrowIfNull(words);
        for (var i = 0; i + 1 < words.Count; i++)
        {
            for (var count = Math.Min(3, words.Count - i); count >= 2; count--)
            {
                var joined = string.Concat(words.Skip(i).Take(count));
                if (!_compounds.Contains(joined)) continue;
                words.RemoveRange(i, count);
                words.Insert(i, joined);
                break;
            }
        }
        return words;
    }

    private static SearchLexicon LoadEmbedded()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource) ?? throw new InvalidOperationException($"{Resource} was not built in.");
        using var reader = new StreamReader(stream);
        return Parse("data/" + Resource, reader.ReadToEnd());
    }

    private static IEnumerable<string> Words(IReadOnlyList<string> words, Action<string> fail)
    {
        foreach (var word in words)
        {
            if (NameWords.OfText(word) is not [var one] || one != word) fail($"'{word}' must be one word of lower-case letters and digits.");
            yield return word;
        }
    }

    private static Dictionary<string, List<IReadOnlyList<string>>> Group(IEnumerable<IReadOnlyList<string>> groups, Action<string> fail)
    {
        var entries = new Dictionary<string, List<IReadOnlyList<string>>>(StringComparer.Ordinal);
        foreach (var group in groups)
        {
            if (group.Count < 2) fail($"a group needs two entries or more; this one has {string.Join(", ", group)}.");
            if (group.Distinct(StringComparer.Ordinal).Count() != group.Count) fail($"an entry stands twice in the group {string.Join(", ", group)}.");
            foreach (var entry in group)
            {
                if (entry.Split(' ').Any(word => NameWords.OfText(word) is not [var one] || one != word)) fail($"'{entry}' must be words of lower-case letters and digits with single spaces.");
                var stems = string.Join(' ', entry.Split(' ').Select(WordForms.Stem));
                if (!entries.TryGetValue(stems, out var others)) entries.Add(stems, others = []);
                others.AddRange(group.Where(other => other != entry).Select(other => (IReadOnlyList<string>)other.Split(' ')));
            }
        }
        return entries;
    }

    private static SearchIntent Intent(IntentEntry entry, Action<string> fail)
    {
        var capability = Capabilities.None;
        Category? category = null;
        if (entry.Id.Length == 0) fail("an intent has no id.");
        if (entry.Capability is { } name && !CapabilityNames.TryParse(name, out capability)) fail($"intent '{entry.Id}': '{name}' is no capability; one of {string.Join(", ", CapabilityNames.All.Select(CapabilityNames.ToName))}.");
        if (entry.Category is { } text)
        {
            if (!Enum.TryParse<Category>(text, out var parsed)) fail($"intent '{entry.Id}': '{text}' is no category; one of {string.Join(", ", Enum.GetNames<Category>())}.");
            category = parsed;
        }
        if (capability == Capabilities.None && category is null) fail($"intent '{entry.Id}' needs a capability or a category.");
        if (entry.When.Count == 0 || entry.When.Any(list => list.Count == 0)) fail($"intent '{entry.Id}' needs a list of words, or several, under 'when'.");
        if (entry.Weight is <= 0 or > 1) fail($"intent '{entry.Id}': weight must be above 0 and at most 1.");
        return new SearchIntent(entry.Id, [.. entry.When.Select(list => list.Select(WordForms.Stem).ToFrozenSet(StringComparer.Ordinal))], capability, category, entry.StandsIn, entry.Weight);
    }

    private sealed class LexiconFile
    {
        public List<string> Compounds { get; set; } = [];

        public List<string> Fillers { get; set; } = [];

        public List<List<string>> Synonyms { get; set; } = [];

        public List<List<string>> Forms { get; set; } = [];

        public List<IntentEntry> Intents { get; set; } = [];
    }

    private sealed class IntentEntry
    {
        public string Id { get; set; } = "";

        public List<List<string>> When { get; set; } = [];

        public string? Capability { get; set; }

        public string? Category { get; set; }

        public bool StandsIn { get; set; }

        public float Weight { get; set; } = 0.3f;
    }
}
