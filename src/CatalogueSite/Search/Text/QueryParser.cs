using Catalogue.Classifier.Model;
using Catalogue.Site.Search.Lexicon;

namespace Catalogue.Site.Search.Text;

/// <summary>Reads what a person typed. Total: every string means something, and no string costs more than <see cref="MaxLength"/> characters.</summary>
public static class QueryParser
{
    /// <summary>Characters that are read; the rest is passed over.</summary>
    public const int MaxLength = 2048;

    /// <summary>Words that count; the rest is passed over.</summary>
    public const int MaxWords = 16;

    /// <summary>Parses the text of a query and adds its filters.</summary>
    public static ParsedQuery Parse(SearchQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        var state = new State();
        foreach (var category in query.Categories) state.Categories.Add(category);
        foreach (var risk in query.Risks) state.Risks.Add(risk);
        state.With = query.Capabilities;
        if (!string.IsNullOrEmpty(query.Server)) state.Servers.Add(query.Server);
        state.HasFinding = query.HasFinding;
        state.Contested = query.Contested;
        var text = query.Text ?? "";
        if (text.Length > MaxLength) text = text[..MaxLength];
        var at = 0;
        while (QueryTokens.TryRead(text, ref at, out var token)) Take(state, token, at >= text.Length && query.Text!.Length <= MaxLength);
        return state.Finish();
    }

    private static void Take(State state, QueryToken token, bool last)
    {
        if (token.Key is not null && TakeFilter(state, token)) return;
        if (token.Quoted)
        {
            var words = Words(token.Value);
            if (words.Count == 0) return;
            if (token.Negated) state.Excluded.Add(words);
            else state.Phrases.Add(words);
            return;
        }
        var whole = token.Key is null ? token.Value : $"{token.Key}:{token.Value}";
        if (token.Negated)
        {
            var words = Words(whole);
            if (words.Count > 0) state.Excluded.Add(words);
            return;
        }
        var runs = NameWords.Runs(whole);
        var open = last && whole.Length > 0 && char.IsLetterOrDigit(whole[^1]);
        for (var i = 0; i < runs.Count; i++)
        {
            var word = NameWords.Fold(runs[i]);
            if (word.Length > 0) state.AddWord(new QueryWord(word, NameWords.OfName(runs[i]), open && i == runs.Count - 1));
        }
    }

    // Cut as names are cut when they are put into an index.
    private static List<string> Words(string text) => [.. NameWords.Runs(text).SelectMany(run => SearchLexicon.Embedded.JoinCompounds(NameWords.OfName(run)))];

    private static bool TakeFilter(State state, QueryToken token)
    {
        switch (token.Key!.ToLowerInvariant())
        {
            case "server":
                (token.Negated ? state.WithoutServers : state.Servers).Add(token.Value);
                return token.Value.Length > 0;
            case "category":
                return TakeChoices(token, state.Categories, Enum.GetValues<Category>(), value => value.ToString());
            case "risk":
                return TakeChoices(token, state.Risks, Enum.GetValues<RiskLevel>(), value => value.ToString());
            case "cap" or "capability":
                var chosen = new HashSet<Capabilities>();
                if (!TakeChoices(token with { Negated = false }, chosen, CapabilityNames.All, CapabilityNames.ToName)) return false;
                foreach (var one in chosen)
                {
                    if (token.Negated) state.Without |= one;
                    else state.With |= one;
                }
                return true;
            case "has" when token.Value.Equals("finding", StringComparison.OrdinalIgnoreCase) || token.Value.Equals("findings", StringComparison.OrdinalIgnoreCase):
                state.HasFinding = !token.Negated;
                return true;
            case "is" when token.Value.Equals("contested", StringComparison.OrdinalIgnoreCase):
                state.Contested = !token.Negated;
                return true;
            default:
                return false;
        }
    }

    // Several values are separated by commas. A value is a name, or a part of exactly one name (cap:money).
    private static bool TakeChoices<T>(QueryToken token, HashSet<T> target, IReadOnlyList<T> all, Func<T, string> nameOf)
    {
        var chosen = new HashSet<T>();
        foreach (var value in token.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var exact = all.Where(item => nameOf(item).Equals(value, StringComparison.OrdinalIgnoreCase)).ToList();
            if (exact.Count == 0) exact = all.Where(item => nameOf(item).Contains(value, StringComparison.OrdinalIgnoreCase)).ToList();
            if (exact.Count != 1) return false;
            chosen.Add(exact[0]);
        }
        if (chosen.Count == 0) return false;
        if (token.Negated) chosen = [.. all.Where(item => !chosen.Contains(item) && (target.Count == 0 || target.Contains(item)))];
        if (token.Negated) target.Clear();
        target.UnionWith(chosen);
        return true;
    }

    private sealed class State
    {
        private readonly List<QueryWord> _words = [];

        public List<IReadOnlyList<string>> Phrases { get; } = [];

        public List<IReadOnlyList<string>> Excluded { get; } = [];

        public HashSet<Category> Categories { get; } = [];

        public HashSet<RiskLevel> Risks { get; } = [];

        public Capabilities With { get; set; }

        public Capabilities Without { get; set; }

        public List<string> Servers { get; } = [];

        public List<string> WithoutServers { get; } = [];

        public bool? HasFinding { get; set; }

        public bool? Contested { get; set; }

        public void AddWord(QueryWord word)
        {
            if (_words.Count < MaxWords) _words.Add(word);
        }

        public ParsedQuery Finish() => new()
        {
            Words = _words,
            Phrases = [.. Phrases.Take(MaxWords)],
            Excluded = [.. Excluded.Take(MaxWords)],
            Categories = Categories,
            Risks = Risks,
            Capabilities = With,
            WithoutCapabilities = Without,
            Servers = Servers,
            WithoutServers = WithoutServers,
            HasFinding = HasFinding,
            Contested = Contested,
        };
    }
}
