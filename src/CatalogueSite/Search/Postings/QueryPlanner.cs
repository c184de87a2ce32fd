using Catalogue.Site.Search.Lexicon;
using Catalogue.Site.Search.Text;

namespace Catalogue.Site.Search.Postings;

/// <summary>Finds for each word of a query everything in the vocabulary that can stand for it, and how well.</summary>
internal sealed class QueryPlanner(Vocabulary vocabulary, int toolCount, SearchLexicon lexicon)
{
    private const int MaxNear = 6;
    private const float Sibling = 0.94f;
    private const float Form = 0.88f;
    private const float Synonym = 0.8f;
    private const float Joined = 0.92f;
    private const float WholeName = 1f;

    private readonly List<PlanGroup> _groups = [];
    private readonly List<string> _corrected = [];
    private bool _anyCorrected;

    public QueryPlan Plan(ParsedQuery query, string typed)
    {
        foreach (var word in query.Words) AddWord(word);
        foreach (var phrase in query.Phrases)
        {
            foreach (var word in phrase) AddHard(word);
        }
        AddSpans();
        var open = query.Words.Count > 0 && query.Words[^1].IsPrefix && query.Phrases.Count == 0;
        AddWholeNames(open);
        for (var i = 0; i < _groups.Count; i++)
        {
            if (!_groups[i].Hard) AddUncertain(i, open && i == _groups.Count - 1);
        }
        AddNearWholeName();
        // A word that no tool holds is passed over, unless an intent knows what is meant by it.
        var meant = FindIntents(_groups).Where(found => found.Item1.StandsIn).Aggregate(0, (all, found) => all | found.Item2);
        var kept = _groups.Where((group, index) => group.Alternatives.Count > 0 || group.Hard || (meant >> index & 1) != 0).ToList();
        if (kept.TrueForAll(group => !group.Required)) kept.ForEach(group => group.Required = true);
        foreach (var group in kept) group.Weight = WeightOf(group);
        return new QueryPlan
        {
            Query = query,
            ExcludedTerms = [.. query.Excluded.Where(words => words.Count == 1).SelectMany(words => vocabulary.Siblings(words[0], WordForms.Stem(words[0])).Append(words[0]))],
            Groups = kept,
            Intents = FindIntents(kept),
            Typed = typed.Trim(),
            CorrectedText = _anyCorrected ? string.Join(' ', _corrected) : null,
        };
    }

    private void AddWord(QueryWord word)
    {
        var parts = word.Parts.Count > 1 ? lexicon.JoinCompounds([.. word.Parts]) : [word.Text];
        if (parts.Count > 1 && vocabulary.Count(word.Text) > 0)
        {
            var group = Open(word.Text);
            if (group is not null) group.Add(Joined, [.. parts.Distinct()]);
            return;
        }
        foreach (var part in parts)
        {
            // A word that is still being typed may become anything: "do" is no filler yet in "search do".
            if (Open(part) is { } group && word.IsPrefix && _groups.Count > 1 && part == parts[^1]) group.Required = true;
        }
    }

    private PlanGroup? Open(string text)
    {
        if (_groups.Count >= QueryPlan.MaxGroups || _groups.Exists(group => group.Text == text)) return null;
        var group = new PlanGroup(text) { Required = !lexicon.IsFiller(text) };
        _groups.Add(group);
        var own = vocabulary.Count(text);
        if (own > 0) group.Add(1, text);
        group.Known = own;
        foreach (var sibling in vocabulary.Siblings(text, group.Stem))
        {
            group.Add(Sibling, sibling);
            group.Known += vocabulary.Count(sibling);
        }
        foreach (var form in lexicon.Forms(group.Stem)) AddFamily(group, form, Form);
        return group;
    }

    private void AddHard(string text)
    {
        if (_groups.Count >= QueryPlan.MaxGroups) return;
        var group = new PlanGroup(text) { Hard = true };
        group.Known = vocabulary.Count(text);
        if (group.Known > 0) group.Add(1, text);
        _groups.Add(group);
    }

    // A word with its other inflections.
    private void AddFamily(PlanGroup group, string word, float quality)
    {
        if (vocabulary.Count(word) > 0) group.Add(quality, word);
        foreach (var sibling in vocabulary.Siblings(word, WordForms.Stem(word))) group.Add(quality * Sibling, sibling);
    }

    // Synonyms of one word or several, and neighbours written as one word.
    private void AddSpans()
    {
        for (var from = 0; from < _groups.Count; from++)
        {
            for (var count = 1; count <= lexicon.LongestEntry && from + count <= _groups.Count; count++)
            {
                var span = _groups.GetRange(from, count);
                if (span.Exists(group => group.Hard)) break;
                foreach (var words in lexicon.Synonyms(string.Join(' ', span.Select(group => group.Stem))))
                {
                    foreach (var group in span)
                    {
                        if (words.Count == 1) AddFamily(group, words[0], Synonym);
                        else if (words.All(word => vocabulary.Count(word) > 0)) group.Add(Synonym, [.. words]);
                    }
                }
                if (count is < 2 or > 3) continue;
                var joined = string.Concat(span.Select(group => group.Text));
                if (vocabulary.Count(joined) == 0) continue;
                foreach (var group in span) group.Add(Joined, joined);
            }
        }
    }

    // list_tables is found by listtables, list tables and forge list tables alike.
    private void AddWholeNames(bool open)
    {
        for (var from = 0; from < _groups.Count; from++)
        {
            var key = "=";
            for (var to = from; to < _groups.Count && !_groups[to].Hard; to++)
            {
                key += _groups[to].Text;
                var span = _groups.GetRange(from, to - from + 1);
                if (key.Length > 2 && vocabulary.Count(key) > 0)
                {
                    foreach (var group in span) group.Add(WholeName, key);
                }
                var meant = from == 0 && to > 0 && to == _groups.Count - 1 && AddMeantWholeNames(key);
                if (!open || from > 0 || to < _groups.Count - 1 || key.Length < 5) continue;
                // A last word that is known by itself, and means a name with its synonym, is more likely meant than one that it begins.
                var least = meant && _groups[to].Known > 0 ? 0.35f : 0.55f;
                foreach (var (term, _) in vocabulary.Completions(key, 24))
                {
                    if (term != key) span.ForEach(group => group.Add(least + (0.3f * key.Length / term.Length), term));
                }
            }
        }
    }

    // delete repo is delete_repository: the whole name with the last word's synonym. True where there is one.
    private bool AddMeantWholeNames(string key)
    {
        var any = false;
        var last = _groups[^1];
        var before = key[..^last.Text.Length];
        foreach (var meant in last.Alternatives.Where(alternative => alternative.Terms.Length == 1 && alternative.Quality >= Synonym * Sibling && !alternative.WholeName).ToList())
        {
            var whole = before + meant.Terms[0];
            if (whole == key || vocabulary.Count(whole) == 0) continue;
            foreach (var group in _groups) group.Add(meant.Quality, whole);
            any = true;
        }
        return any;
    }

    // What may have been meant: a word that is not typed to its end, or mistyped, or two words run together.
    private void AddUncertain(int index, bool open)
    {
        var group = _groups[index];
        var completed = 0;
        if (open)
        {
            foreach (var (term, count) in vocabulary.Completions(group.Text, Math.Min(12 * group.Text.Length, 48)))
            {
                if (term == group.Text) continue;
                completed += count;
                group.Add((group.Known > 0 ? 0.4f : 0.6f) + (0.3f * group.Text.Length / term.Length), term);
            }
        }
        var best = AddNear(group, group.Known + completed);
        var unknown = group.Known + completed == 0 && !group.Alternatives.Any(alternative => alternative.Quality > 0.9f);
        if (unknown && best is null) AddSplit(group);
        _corrected.Add(unknown && best is not null ? best : group.Text);
        _anyCorrected |= unknown && best is not null;
    }

    private string? AddNear(PlanGroup group, int known)
    {
        // A word that many tools hold is no typing error; one that few hold may be somebody's.
        if (known > Math.Max(3, toolCount / 5000) || group.Text.Any(char.IsAsciiDigit)) return null;
        var near = vocabulary.Near(group.Text, EditDistance.Forgiven(group.Text.Length), keys: false, MaxNear)
            .FindAll(term => term.Count >= 8 * known && term.Term[0] != '=');
        if (near.Count == 0) return null;
        var nearest = near[0].Distance;
        foreach (var (term, distance, _) in near)
        {
            if (distance > nearest) continue;
            var quality = distance == 1 ? 0.72f : 0.6f;
            AddFamily(group, term, quality * (term == near[0].Term ? 1 : 0.9f));
            foreach (var form in lexicon.Forms(WordForms.Stem(term))) AddFamily(group, form, quality * Form);
            foreach (var words in lexicon.Synonyms(WordForms.Stem(term)).Where(words => words.Count == 1)) AddFamily(group, words[0], quality * Synonym);
        }
        return near[0].Term;
    }

    private void AddSplit(PlanGroup group)
    {
        var text = group.Text;
        var (best, score) = (-1, 0);
        for (var at = 3; at <= text.Length - 3; at++)
        {
            var count = Math.Min(vocabulary.Count(text[..at]), vocabulary.Count(text[at..]));
            if (count > score) (best, score) = (at, count);
        }
        if (score >= 2) group.Add(0.7f, text[..best], text[best..]);
    }

    private void AddNearWholeName()
    {
        if (_groups.Count == 0 || _groups.Exists(group => group.Hard) || _groups.TrueForAll(group => group.Known > 0)) return;
        var key = string.Concat(_groups.Select(group => group.Text));
        if (key.Length is < 6 or > 60) return;
        foreach (var (term, distance, _) in vocabulary.Near(key, EditDistance.Forgiven(key.Length), keys: true, MaxNear))
        {
            foreach (var group in _groups) group.Add(distance == 1 ? 0.8f : 0.65f, term);
        }
    }

    private float WeightOf(PlanGroup group)
    {
        var count = group.Known > 0 ? group.Known : group.Alternatives.Where(alternative => alternative.Terms.Length == 1).Select(alternative => vocabulary.Count(alternative.Terms[0])).DefaultIfEmpty(0).Max();
        var weight = MathF.Log(1 + (toolCount / (float)(count + 1)));
        return (0.4f + weight) * (group.Required ? 1 : 0.15f);
    }

    private List<(SearchIntent, ushort)> FindIntents(List<PlanGroup> groups)
    {
        var found = new List<(SearchIntent, ushort)>();
        foreach (var intent in lexicon.Intents)
        {
            var covered = 0;
            var whole = true;
            foreach (var list in intent.When)
            {
                var any = false;
                for (var i = 0; i < groups.Count; i++)
                {
                    if (groups[i].Hard || !list.Contains(groups[i].Stem)) continue;
                    covered |= 1 << i;
                    any = true;
                }
                whole &= any;
            }
            if (whole) found.Add((intent, (ushort)covered));
        }
        return found;
    }
}
