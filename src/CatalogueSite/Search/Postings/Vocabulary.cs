using System.Collections.Concurrent;
using Catalogue.Site.Search.Text;

namespace Catalogue.Site.Search.Postings;

/// <summary>All terms of all segments of an index, as one.</summary>
internal sealed class Vocabulary(IReadOnlyList<Segment> segments)
{
    private const int MaxScanned = 4096;
    private const int MaxRemembered = 4096;

    private readonly ConcurrentDictionary<(string Word, string Stem), List<string>> _siblings = new();

    /// <summary>How many tools hold a term.</summary>
    public int Count(string term)
    {
        var count = 0;
        foreach (var segment in segments)
        {
            var found = segment.Find(term);
            if (found >= 0) count += segment.TermCounts[found];
        }
        return count;
    }

    /// <summary>The terms that have the same stem as a word, itself left out.</summary>
    public IReadOnlyList<string> Siblings(string word, string stem)
    {
        if (_siblings.TryGetValue((word, stem), out var known)) return known;
        if (_siblings.Count > MaxRemembered) _siblings.Clear();
        return _siblings[(word, stem)] = FindSiblings(word, stem);
    }

    /// <summary>The terms that begin with <paramref name="start"/>, the most frequent first.</summary>
    public List<(string Term, int Count)> Completions(string start, int max)
    {
        var found = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var segment in segments)
        {
            var (from, to) = segment.Range(start);
            var counts = segment.TermCounts;
            var best = new PriorityQueue<int, int>();
            for (var term = from; term < to; term++)
            {
                if (best.Count < max) best.Enqueue(term, counts[term]);
                else if (counts[term] > counts[best.Peek()]) best.EnqueueDequeue(term, counts[term]);
            }
            while (best.TryDequeue(out var term, out var count))
            {
                var text = segment.Term(term);
                found[text] = found.GetValueOrDefault(text) + count;
            }
        }
        return [.. found.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(max).Select(pair => (pair.Key, pair.Value))];
    }

    /// <summary>The terms at most <paramref name="errors"/> typing errors away, nearest first, then the most frequent.</summary>
    public List<(string Term, int Distance, int Count)> Near(string word, int errors, bool keys, int max)
    {
        var found = new Dictionary<string, (int Distance, int Count)>(StringComparer.Ordinal);
        if (errors == 0) return [];
        var letters = EditDistance.Signature(word);
        foreach (var segment in segments)
        {
            for (var length = word.Length - errors; length <= word.Length + errors; length++)
            {
                var terms = segment.OfLength(length, keys, out var signatures);
                for (var i = 0; i < terms.Length; i++)
                {
                    if (System.Numerics.BitOperations.PopCount(signatures[i] ^ letters) > 2 * errors) continue;
                    var text = segment.Term(terms[i]);
                    var distance = EditDistance.Bounded(word, keys ? text.AsSpan(1) : text, errors);
                    if (distance == 0 || distance > errors) continue;
                    found[text] = (distance, found.GetValueOrDefault(text).Count + segment.TermCounts[terms[i]]);
                }
            }
        }
        return
        [
            .. found.OrderBy(pair => pair.Value.Distance)
                .ThenByDescending(pair => pair.Key[keys ? 1 : 0] == word[0])
                .ThenByDescending(pair => pair.Value.Count)
                .ThenBy(pair => pair.Key, StringComparer.Ordinal)
                .Take(max)
                .Select(pair => (pair.Key, pair.Value.Distance, pair.Value.Count)),
        ];
    }

    private List<string> FindSiblings(string word, string stem)
    {
        var siblings = new HashSet<string>(StringComparer.Ordinal);
        if (stem.Length < 3) return [];
        foreach (var segment in segments)
        {
            var (from, to) = segment.Range(WordForms.CommonStart(stem));
            for (var term = from; term < Math.Min(to, from + MaxScanned); term++)
            {
                if (segment.TermUtf8(term).Length > stem.Length + 6) continue;
                var text = segment.Term(term);
                if (text != word && WordForms.Stem(text) == stem) siblings.Add(text);
            }
        }
        return [.. siblings];
    }
}
