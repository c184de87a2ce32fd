using System.Runtime.CompilerServices;
using Catalogue.Classifier.Text;

namespace Catalogue.Classifier.Checks.Language;

/// <summary>One term of the lexicon, split into the words that must follow each other.</summary>
/// <param name="Words">Folded words; one that is a stem matches every word that begins with it.</param>
/// <param name="Stems">Whether the word at the same place is a stem.</param>
/// <param name="Prefix">A character that must stand before the first word (<c>.env</c>), or <c>'\0'</c>.</param>
/// <param name="Concepts">What the term can mean.</param>
internal sealed record LexiconTerm(string[] Words, bool[] Stems, char Prefix, ConceptSet Concepts)
{
    /// <summary>The second word; one that no word is where it has no key.</summary>
    private readonly WordKey _second = Words.Length < 2 ? default : KeyOf(Words[1]);

    /// <summary>The letters of it that count: none where there is no second word.</summary>
    private readonly WordKey _counts = Words.Length < 2 ? default : CountsOf(Words[1], Stems[1]);

    /// <summary>The third word and those behind it, and the letters of each that count.</summary>
    private readonly (WordKey Key, WordKey Counts)[] _others = Words.Length < 3 ? [] : [.. Words.Select((word, index) => (KeyOf(word), CountsOf(word, Stems[index]))).Skip(2)];

    /// <summary>Whether a word can stand second: it is the second one of the term, or the term is a single word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool HasSecond(in WordKey word) => (((word.Low ^ _second.Low) & _counts.Low) | ((word.High ^ _second.High) & _counts.High)) == 0;

    /// <summary>Whether a short word is the one of the term at a place, from the third on.</summary>
    public bool HasKey(int index, in WordKey word)
    {
        ref readonly var other = ref _others[index - 2];
        return (((word.Low ^ other.Key.Low) & other.Counts.Low) | ((word.High ^ other.Key.High) & other.Counts.High)) == 0;
    }

    /// <summary>Whether a word is the one of the term at a place.</summary>
    public bool Has(int index, ReadOnlySpan<char> word) => Stems[index] ? word.StartsWith(Words[index]) : word.SequenceEqual(Words[index]);

    private static WordKey KeyOf(string word) => WordKey.TryOf(word, out var key) ? key : new WordKey(ulong.MaxValue, ulong.MaxValue);

    /// <summary>The letters of a word that count: those of a stem, else all.</summary>
    private static WordKey CountsOf(string word, bool stem) =>
        new WordKey(ulong.MaxValue, ulong.MaxValue).First(stem && WordKey.TryOf(word, out _) ? word.Length : WordKey.Longest);
}
