using System.Numerics;
using System.Runtime.CompilerServices;

namespace Catalogue.Classifier.Text;

/// <summary>Every spelling the rules and word lists know: one look-up per word of a definition.</summary>
internal sealed class WordTable
{
    /// <summary>The most lemmas and phrases there may be: tokens keep the number of theirs in sixteen bits.</summary>
    public const int MaxLemmas = ushort.MaxValue;

    private readonly string?[] _spellings;
    private readonly Word[] _words;
    private readonly int _mask;
    private readonly WordPlaces _short;

    /// <summary>A bit for each character that begins a word of a script without spaces.</summary>
    private readonly ulong[] _scriptBeginnings = new ulong[(char.MaxValue + 1) / 64];

    /// <summary>Lays the table.</summary>
    /// <param name="spellings">Every spelling, each once.</param>
    /// <param name="words">What is known of the spelling at the same place.</param>
    /// <param name="lemmas">The spelling of each lemma and phrase, by id.</param>
    /// <param name="traits">What the rules want to know of each lemma, by id.</param>
    /// <param name="phrases">The phrases.</param>
    public WordTable(List<string> spellings, Rows<Word> words, List<string> lemmas, WordTraits[] traits, List<WordPhrase> phrases)
    {
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, words.Length * 2));
        _mask = size - 1;
        _spellings = new string?[size];
        _words = new Word[size];
        Names = [.. lemmas];
        Phrases = new PhraseTable(phrases, traits);
        var (keys, known) = (new RowList<WordKey>(words.Length), new RowList<Word>(words.Length));
        for (var i = 0; i < words.Length; i++)
        {
            var word = words[i].With(traits[words[i].Lemma]);
            Put(spellings[i], word);
            if (!WordKey.TryOf(spellings[i], out var key) || spellings[i] != spellings[i].ToLowerInvariant()) continue;
            keys.Add(key);
            known.Add(word);
        }
        _short = new WordPlaces(keys.Rows, known.Rows);
    }

    /// <summary>The spelling of each lemma and phrase, by id.</summary>
    public string[] Names { get; }

    /// <summary>The phrases.</summary>
    public PhraseTable Phrases { get; }

    /// <summary>The longest word known in a script that is written without spaces.</summary>
    public int MaxScriptWord { get; private set; }

    /// <summary>Whether a word of a script without spaces, of two characters or more, begins with a character.</summary>
    public bool BeginsScriptWord(char c) => (_scriptBeginnings[c >> 6] >> (c & 63) & 1) != 0;

    /// <summary>What is known of a word that has a key; all zero where it is unknown.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Word Get(WordKey key) => _short.Get(key);

    /// <summary>Looks up a lower-case spelling.</summary>
    public bool TryGet(ReadOnlySpan<char> lower, out Word word)
    {
        var slot = HashOf(lower) & _mask;
        while (_spellings[slot] is { } known)
        {
            if (Same(known, lower))
            {
                word = _words[slot];
                return true;
            }
            slot = (slot + 1) & _mask;
        }
        word = default;
        return false;
    }

    /// <summary>Looks up a word of ASCII letters and digits in any case; false for one with other characters too.</summary>
    public bool TryGetAscii(ReadOnlySpan<char> word, out Word found)
    {
        found = default;
        var hash = (uint)word.Length;
        foreach (var c in word)
        {
            var lower = Lower(c);
            if (lower == '\0') return false;
            hash = (hash ^ lower) * 0x9E3779B1;
        }
        for (var slot = (int)(hash ^ (hash >> 15)) & _mask; _spellings[slot] is { } known; slot = (slot + 1) & _mask)
        {
            if (!SameAscii(known, word)) continue;
            found = _words[slot];
            return true;
        }
        return true;
    }

    private void Put(string spelling, in Word word)
    {
        var slot = HashOf(spelling) & _mask;
        while (_spellings[slot] is not null) slot = (slot + 1) & _mask;
        (_spellings[slot], _words[slot]) = (spelling, word);
        if (!Scripts.IsUnspaced(spelling[0]) || spelling.Length == 1) return;
        _scriptBeginnings[spelling[0] >> 6] |= 1UL << (spelling[0] & 63);
        MaxScriptWord = Math.Max(MaxScriptWord, spelling.Length);
    }

    /// <summary>The words of a definition are short: a loop is quicker than what the framework calls.</summary>
    private static bool Same(string known, ReadOnlySpan<char> lower)
    {
        if (known.Length != lower.Length) return false;
        for (var i = 0; i < lower.Length; i++)
        {
            if (known[i] != lower[i]) return false;
        }
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool SameAscii(string known, ReadOnlySpan<char> word)
    {
        if (known.Length != word.Length) return false;
        for (var i = 0; i < word.Length; i++)
        {
            if (known[i] != Lower(word[i])) return false;
        }
        return true;
    }

    /// <summary>An ASCII character in lower case, <c>'\0'</c> for another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static char Lower(char c) => c >= 0x80 ? '\0' : CharTable.IsUpper(c) ? (char)(c | 0x20) : c;

    private static int HashOf(ReadOnlySpan<char> text)
    {
        var hash = (uint)text.Length;
        foreach (var c in text) hash = (hash ^ c) * 0x9E3779B1;
        return (int)(hash ^ (hash >> 15));
    }
}
