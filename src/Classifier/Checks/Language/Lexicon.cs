using System.Numerics;
using Catalogue.Classifier.Text;

namespace Catalogue.Classifier.Checks.Language;

/// <summary>
/// The words of every language the checks know, each with the concepts it can stand for. Built once from
/// <c>data/rules/lexicon</c>; a word that is not in it costs one probe of a table of beginnings.
/// </summary>
internal sealed class Lexicon
{
    /// <summary>Entries that one word has at most: its own and those of its stems.</summary>
    public const int MostEntries = 6;

    private const int ShortestStem = 3;
    private const int LongestWord = 40;
    private const ulong Seed = 0xCBF29CE484222325;
    private const ulong Prime = 0x100000001B3;
    private const ulong StemMark = 0x5DEECE66D5DEECE6;

    private readonly KeyTable<List<UnspacedTerm>?> _unspaced = new(1024);

    /// <summary>Of the terms of scripts without spaces those of one character, and the first two characters of the others.</summary>
    private readonly KeyFilter _anyUnspaced = new(15);
    private readonly Dictionary<string, int> _bits = new(StringComparer.Ordinal);
    private readonly KeyTable<ulong> _beginnings = new(2048);
    private readonly KeyTable<LexiconEntry?> _entries = new(4096);
    private readonly KeyFilter _anyBeginning = new(16);
    private readonly KeyFilter _anyEntry = new(17);

    // The same once more for ASCII words of up to sixteen letters, which most are: no loop over their letters.
    private readonly WordKeyTable<ulong> _shortBeginnings = new(2048);
    private readonly WordKeyTable<LexiconEntry?> _shortWords = new(4096);
    private readonly WordKeyTable<LexiconEntry?> _shortStems = new(2048);
    private readonly KeyFilter _anyShort = new(17);

    /// <summary>Builds the tables from terms that are already folded.</summary>
    public Lexicon(IReadOnlyList<string> concepts, List<LexiconTerm> terms, List<UnspacedTerm> unspaced)
    {
        for (var bit = 0; bit < concepts.Count; bit++) _bits[concepts[bit]] = bit;
        foreach (var term in terms) Add(term);
        var breaks = _bits.TryGetValue("break", out var known) ? ConceptSet.Of(known) : ConceptSet.None;
        _entries.ForEach((key, entry) =>
        {
            _anyEntry.Add(key);
            entry!.Seal(breaks);
        });
        _beginnings.ForEach((key, _) => _anyBeginning.Add(key));
        foreach (var term in unspaced) Add(term);
        _unspaced.ForEach((_, list) => list!.Sort(static (a, b) => a.Text.Length != b.Text.Length ? b.Text.Length - a.Text.Length : string.CompareOrdinal(a.Text, b.Text)));
    }

    /// <summary>All concepts by name.</summary>
    public IReadOnlyCollection<string> Concepts => _bits.Keys;

    /// <summary>The longest word that is looked up, in characters.</summary>
    public static int MaxWordLength => LongestWord;

    /// <summary>The bit of one concept.</summary>
    /// <exception cref="ArgumentException">No such concept.</exception>
    public ConceptSet Concept(string name) => _bits.TryGetValue(name, out var bit)
        ? ConceptSet.Of(bit)
        : throw new ArgumentException($"The lexicon has no concept '{name}'.", nameof(name));

    /// <summary>Looks a short ASCII word up: exactly, and by each stem it begins with.</summary>
    /// <param name="word">The word.</param>
    /// <param name="length">Its length.</param>
    /// <param name="found">Receives the entries, the exact one first; room for at least four.</param>
    /// <returns>How many there are.</returns>
    public int LookUp(in WordKey word, int length, Span<LexiconEntry?> found)
    {
        if (!_anyBeginning.MayHold(word.Beginning) || !_shortBeginnings.TryGet(new WordKey(word.Beginning, 0), out var stems)) return 0;
        var count = 0;
        for (stems &= ulong.MaxValue >> (63 - length); stems != 0 && count < found.Length - 1; stems &= stems - 1)
        {
            if (_shortStems.TryGet(word.First(BitOperations.TrailingZeroCount(stems)), out var stem)) found[count++] = stem;
        }
        if (!_anyShort.MayHold(word.Hash) || !_shortWords.TryGet(word, out var exact)) return count;
        found[count] = found[0];
        found[0] = exact;
        return count + 1;
    }

    /// <summary>Looks any folded word up: exactly, and by each stem it begins with.</summary>
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
    public int FindUnspaced(ReadOnlySpan<char> text, out ConceptSet concepts)
    {
        concepts = ConceptSet.None;
        if (!_anyUnspaced.MayHold(text[0]) && (text.Length < 2 || !_anyUnspaced.MayHold(Pair(text)))) return 0;
        if (!_unspaced.TryGet(text[0], out var terms)) return 0;
        foreach (var term in terms!)
        {
            if (!text.StartsWith(term.Text, StringComparison.Ordinal)) continue;
            concepts = term.Concepts;
            return term.Text.Length;
        }
        return 0;
    }

    private void Add(LexiconTerm term)
    {
        var word = term.Words[0];
        var stem = term.Stems[0];
        if (stem && word.Length < ShortestStem) throw new ArgumentException($"The stem '{word}*' is shorter than {ShortestStem}.");
        var hash = Seed;
        foreach (var c in word) hash = (hash ^ c) * Prime;
        if (stem) hash ^= StemMark;
        var entry = _entries[hash] ??= new LexiconEntry();
        if (term.Words.Length > 1 || term.Prefix != '\0') entry.Add(term);
        else entry.Concepts |= term.Concepts;
        _beginnings[Beginning(word)] |= stem ? 1UL << word.Length : 0;
        if (WordKey.TryOf(word, out var key)) AddShort(key, entry, stem ? word.Length : 0);
    }

    private void AddShort(in WordKey key, LexiconEntry entry, int stem)
    {
        _anyBeginning.Add(key.Beginning);
        _shortBeginnings[new WordKey(key.Beginning, 0)] |= stem > 0 ? 1UL << stem : 0;
        if (stem > 0)
        {
            _shortStems[key] = entry;
            return;
        }
        _anyShort.Add(key.Hash);
        _shortWords[key] = entry;
    }

    /// <summary>Adds a term; of one that is listed for several concepts the meanings come together.</summary>
    private void Add(UnspacedTerm term)
    {
        var list = _unspaced[term.Text[0]] ??= [];
        _anyUnspaced.Add(term.Text.Length == 1 ? term.Text[0] : Pair(term.Text));
        var known = list.FindIndex(other => other.Text == term.Text);
        if (known < 0) list.Add(term);
        else list[known] = term with { Concepts = list[known].Concepts | term.Concepts };
    }

    /// <summary>The first two characters as one number.</summary>
    private static ulong Pair(ReadOnlySpan<char> term) => ((ulong)term[0] << 16) | term[1];

    /// <summary>The first three characters as one number.</summary>
    private static ulong Beginning(ReadOnlySpan<char> word)
    {
        ulong key = word[0];
        if (word.Length > 1) key |= (ulong)word[1] << 16;
        if (word.Length > 2) key |= (ulong)word[2] << 32;
        return key;
    }
}
