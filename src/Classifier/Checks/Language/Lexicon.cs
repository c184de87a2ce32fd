using System.Collections.Frozen;

namespace Catalogue.Classifier.Checks.Language;

/// <summary>
/// The words of every language the checks know, each with the concepts it can stand for. Built once from
/// <c>data/rules/lexicon</c>; a look-up costs one probe of a prefix table for a word that is not in it.
/// </summary>
internal sealed class Lexicon
{
    private const int ShortestStem = 3;
    private const int LongestWord = 40;

    private readonly FrozenDictionary<string, LexiconEntry> _entries;
    private readonly FrozenDictionary<string, LexiconEntry>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly FrozenDictionary<char, (string Text, UInt128 Concepts)[]> _unspaced;
    private readonly FrozenDictionary<string, int> _bits;
    private readonly ulong[] _prefixKeys;
    private readonly ulong[] _stemLengths;
    private readonly int _prefixShift;

    /// <summary>Builds the tables from terms that are already folded.</summary>
    public Lexicon(IReadOnlyList<string> concepts, IEnumerable<LexiconTerm> terms, IEnumerable<(string Text, UInt128 Concepts)> unspaced)
    {
        _bits = concepts.Select((name, bit) => (name, bit)).ToFrozenDictionary(pair => pair.name, pair => pair.bit, StringComparer.Ordinal);
        var entries = new Dictionary<string, LexiconEntry>(StringComparer.Ordinal);
        foreach (var term in terms) Add(entries, term);
        foreach (var entry in entries.Values)
        {
            entry.Phrases.Sort((a, b) => b.Words.Length - a.Words.Length);
            entry.StemPhrases.Sort((a, b) => b.Words.Length - a.Words.Length);
        }
        _entries = entries.ToFrozenDictionary(StringComparer.Ordinal);
        _lookup = _entries.GetAlternateLookup<ReadOnlySpan<char>>();
        _unspaced = unspaced.GroupBy(term => term.Text[0]).ToFrozenDictionary(
            group => group.Key,
            group => group.GroupBy(term => term.Text, StringComparer.Ordinal)
                .Select(same => (same.Key, same.Aggregate(UInt128.Zero, (all, term) => all | term.Concepts)))
                .OrderByDescending(term => term.Key.Length).ThenBy(term => term.Key, StringComparer.Ordinal).ToArray());
        (_prefixKeys, _stemLengths, _prefixShift) = BuildPrefixes(entries);
    }

    /// <summary>All concepts by name.</summary>
    public IReadOnlyCollection<string> Concepts => _bits.Keys;

    /// <summary>The longest word that is looked up, in characters.</summary>
    public static int MaxWordLength => LongestWord;

    /// <summary>The bit of one concept.</summary>
    /// <exception cref="ArgumentException">No such concept.</exception>
    public UInt128 Concept(string name) => _bits.TryGetValue(name, out var bit)
        ? UInt128.One << bit
        : throw new ArgumentException($"The lexicon has no concept '{name}'.", nameof(name));

    /// <summary>Whether no word that begins like <paramref name="word"/> is known: the cheap first question.</summary>
    public bool Unknown(ReadOnlySpan<char> word, out ulong stemLengths)
    {
        var key = PrefixKey(word);
        var mask = _prefixKeys.Length - 1;
        for (var index = (int)((key * 0x9E3779B97F4A7C15UL) >> _prefixShift); ; index = (index + 1) & mask)
        {
            var stored = _prefixKeys[index];
            if (stored == key)
            {
                stemLengths = _stemLengths[index];
                return false;
            }
            if (stored != 0) continue;
            stemLengths = 0;
            return true;
        }
    }

    /// <summary>The entry of exactly this folded word, or null.</summary>
    public LexiconEntry? Find(ReadOnlySpan<char> word) => _lookup.TryGetValue(word, out var entry) ? entry : null;

    /// <summary>Whether one folded word is known by itself, exactly or by its stem.</summary>
    public bool Knows(ReadOnlySpan<char> word) => ConceptsOf(word) != UInt128.Zero;

    /// <summary>The concepts of one folded word by itself.</summary>
    public UInt128 ConceptsOf(ReadOnlySpan<char> word)
    {
        if (word.IsEmpty || word.Length > LongestWord || Unknown(word, out var stems)) return UInt128.Zero;
        var concepts = Find(word)?.Exact ?? UInt128.Zero;
        for (; stems != 0; stems &= stems - 1)
        {
            var length = System.Numerics.BitOperations.TrailingZeroCount(stems);
            if (length <= word.Length) concepts |= Find(word[..length])?.Stem ?? UInt128.Zero;
        }
        return concepts;
    }

    /// <summary>The longest term of a script without spaces at the start of <paramref name="text"/>: its length, or 0.</summary>
    public int FindUnspaced(ReadOnlySpan<char> text, out UInt128 concepts)
    {
        concepts = UInt128.Zero;
        if (!_unspaced.TryGetValue(text[0], out var terms)) return 0;
        foreach (var (term, meaning) in terms)
        {
            if (!text.StartsWith(term, StringComparison.Ordinal)) continue;
            concepts = meaning;
            return term.Length;
        }
        return 0;
    }

    private static void Add(Dictionary<string, LexiconEntry> entries, LexiconTerm term)
    {
        if (!entries.TryGetValue(term.Words[0], out var entry)) entries[term.Words[0]] = entry = new LexiconEntry();
        if (term.Words.Length > 1 || term.Prefix != '\0') (term.Stems[0] ? entry.StemPhrases : entry.Phrases).Add(term);
        else if (term.Stems[0]) entry.Stem |= term.Concepts;
        else entry.Exact |= term.Concepts;
    }

    private static ulong PrefixKey(ReadOnlySpan<char> word)
    {
        ulong key = word[0];
        if (word.Length > 1) key |= (ulong)word[1] << 16;
        if (word.Length > 2) key |= (ulong)word[2] << 32;
        return key;
    }

    private static (ulong[] Keys, ulong[] Lengths, int Shift) BuildPrefixes(Dictionary<string, LexiconEntry> entries)
    {
        var size = 1024;
        while (size < entries.Count * 8) size *= 2;
        var shift = 64 - System.Numerics.BitOperations.Log2((uint)size);
        var keys = new ulong[size];
        var lengths = new ulong[size];
        foreach (var (word, entry) in entries)
        {
            var stem = entry.Stem != UInt128.Zero || entry.StemPhrases.Count > 0;
            if (stem && word.Length < ShortestStem) throw new ArgumentException($"The stem '{word}*' is shorter than {ShortestStem}.");
            var key = PrefixKey(word);
            var index = (int)((key * 0x9E3779B97F4A7C15UL) >> shift);
            while (keys[index] != 0 && keys[index] != key) index = (index + 1) & (size - 1);
            keys[index] = key;
            if (stem) lengths[index] |= 1UL << word.Length;
        }
        return (keys, lengths, shift);
    }
}
