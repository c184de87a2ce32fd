using System.Collections.Frozen;
using System.Numerics;

namespace Catalogue.Classifier.Checks.Language;

/// <summary>
/// The words of every language the checks know, each with the concepts it can stand for. Built once from
/// <c>data/rules/lexicon</c>; a word that is not in it costs one probe of a table of beginnings.
/// </summary>
internal sealed class Lexicon
{
    private const int ShortestStem = 3;
    private const int LongestWord = 40;
    private const ulong Seed = 0xCBF29CE484222325;
    private const ulong Prime = 0x100000001B3;
    private const ulong StemMark = 0x5DEECE66D5DEECE6;

    private readonly FrozenDictionary<char, (string Text, UInt128 Concepts)[]> _unspaced;
    private readonly FrozenDictionary<string, int> _bits;
    private readonly HashTable<ulong> _beginnings;
    private readonly HashTable<LexiconEntry> _entries;
    private readonly Filter _anyBeginning;
    private readonly Filter _anyEntry;

    /// <summary>Builds the tables from terms that are already folded.</summary>
    public Lexicon(IReadOnlyList<string> concepts, IEnumerable<LexiconTerm> terms, IEnumerable<(string Text, UInt128 Concepts)> unspaced)
    {
        _bits = concepts.Select((name, bit) => (name, bit)).ToFrozenDictionary(pair => pair.name, pair => pair.bit, StringComparer.Ordinal);
        var entries = new Dictionary<ulong, LexiconEntry>();
        var beginnings = new Dictionary<ulong, ulong>();
        foreach (var term in terms) Add(entries, beginnings, term);
        foreach (var entry in entries.Values) entry.Phrases.Sort((a, b) => b.Words.Length - a.Words.Length);
        _entries = new HashTable<LexiconEntry>(entries);
        _beginnings = new HashTable<ulong>(beginnings);
        _anyEntry = new Filter(17, entries.Keys);
        _anyBeginning = new Filter(16, beginnings.Keys);
        _unspaced = unspaced.GroupBy(term => term.Text[0]).ToFrozenDictionary(
            group => group.Key,
            group => group.GroupBy(term => term.Text, StringComparer.Ordinal)
                .Select(same => (same.Key, same.Aggregate(UInt128.Zero, (all, term) => all | term.Concepts)))
                .OrderByDescending(term => term.Key.Length).ThenBy(term => term.Key, StringComparer.Ordinal).ToArray());
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

    /// <summary>Whether a word whose first three characters are these can be known (<see cref="Beginning"/>).</summary>
    public bool MayBegin(ulong beginning) => _anyBeginning.MayHold(beginning);

    /// <summary>Looks a folded word up: exactly, and by each stem it begins with.</summary>
    /// <param name="word">The word.</param>
    /// <param name="found">Receives the entries, the exact one first; room for at least four.</param>
    /// <returns>How many there are.</returns>
    public int LookUp(ReadOnlySpan<char> word, Span<LexiconEntry?> found)
    {
        var beginning = Beginning(word);
        if (!_anyBeginning.MayHold(beginning) || !_beginnings.TryGet(beginning, out var stems)) return 0;
        var count = 0;
        var hash = Seed;
        for (var at = 0; at < word.Length; at++)
        {
            hash = (hash ^ word[at]) * Prime;
            if ((stems >> (at + 1) & 1) != 0 && count < found.Length - 1 && _anyEntry.MayHold(hash ^ StemMark)
                && _entries.TryGet(hash ^ StemMark, out var stem))
            {
                found[count++] = stem;
            }
        }
        if (!_anyEntry.MayHold(hash) || !_entries.TryGet(hash, out var exact)) return count;
        found[count] = found[0];
        found[0] = exact;
        return count + 1;
    }

    /// <summary>Whether a folded word is listed as such, alone or as the beginning of a phrase, or is a stem's usual inflection.</summary>
    public bool IsWord(ReadOnlySpan<char> word)
    {
        if (!_beginnings.TryGet(Beginning(word), out var stems)) return false;
        var hash = Seed;
        for (var at = 0; at < word.Length; at++)
        {
            hash = (hash ^ word[at]) * Prime;
            if ((stems >> (at + 1) & 1) != 0 && word.Length - at <= 4 && _entries.TryGet(hash ^ StemMark, out _)) return true;
        }
        return _entries.TryGet(hash, out _);
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

    private static void Add(Dictionary<ulong, LexiconEntry> entries, Dictionary<ulong, ulong> beginnings, LexiconTerm term)
    {
        var word = term.Words[0];
        var stem = term.Stems[0];
        if (stem && word.Length < ShortestStem) throw new ArgumentException($"The stem '{word}*' is shorter than {ShortestStem}.");
        var hash = Seed;
        foreach (var c in word) hash = (hash ^ c) * Prime;
        if (stem) hash ^= StemMark;
        if (!entries.TryGetValue(hash, out var entry)) entries[hash] = entry = new LexiconEntry();
        if (term.Words.Length > 1 || term.Prefix != '\0') entry.Add(term);
        else entry.Concepts |= term.Concepts;
        var beginning = Beginning(word);
        beginnings[beginning] = beginnings.GetValueOrDefault(beginning) | (stem ? 1UL << word.Length : 0);
    }

    /// <summary>The first three characters as one number.</summary>
    private static ulong Beginning(ReadOnlySpan<char> word)
    {
        ulong key = word[0];
        if (word.Length > 1) key |= (ulong)word[1] << 16;
        if (word.Length > 2) key |= (ulong)word[2] << 32;
        return key;
    }

    /// <summary>One bit for each key, small enough for the nearest cache: most words of a text are unknown and go no further.</summary>
    private readonly struct Filter
    {
        private readonly ulong[] _bits;
        private readonly int _shift;

        public Filter(int log, IEnumerable<ulong> keys)
        {
            _shift = 64 - log;
            _bits = new ulong[(1 << log) / 64];
            foreach (var key in keys) _bits[Slot(key) >> 6] |= 1UL << (Slot(key) & 63);
        }

        public bool MayHold(ulong key)
        {
            var slot = Slot(key);
            return (_bits[slot >> 6] >> (slot & 63) & 1) != 0;
        }

        private int Slot(ulong key) => (int)((key * 0x9E3779B97F4A7C15UL) >> _shift);
    }

    /// <summary>A read-only table with open addressing: faster than a dictionary where most look-ups miss.</summary>
    private sealed class HashTable<T>
    {
        private readonly ulong[] _keys;
        private readonly T[] _values;
        private readonly int _shift;

        public HashTable(Dictionary<ulong, T> entries)
        {
            var size = 1024;
            while (size < entries.Count * 3) size *= 2;
            _shift = 64 - BitOperations.Log2((uint)size);
            _keys = new ulong[size];
            _values = new T[size];
            foreach (var (key, value) in entries)
            {
                var index = Slot(key);
                while (_keys[index] != 0) index = (index + 1) & (size - 1);
                _keys[index] = key;
                _values[index] = value;
            }
        }

        public bool TryGet(ulong key, out T value)
        {
            for (var index = Slot(key); ; index = (index + 1) & (_keys.Length - 1))
            {
                var stored = _keys[index];
                if (stored == key)
                {
                    value = _values[index];
                    return true;
                }
                if (stored != 0) continue;
                value = default!;
                return false;
            }
        }

        private int Slot(ulong key) => (int)((key * 0x9E3779B97F4A7C15UL) >> _shift);
    }
}
