using Catalogue.Classifier.Text;

namespace Catalogue.Classifier.Checks.Language;

/// <summary>One term of the lexicon, split into the words that must follow each other.</summary>
/// <param name="Words">Folded words; one that is a stem matches every word that begins with it.</param>
/// <param name="Stems">Whether the word at the same place is a stem.</param>
/// <param name="Prefix">A character that must stand before the first word (<c>.env</c>), or <c>'\0'</c>.</param>
/// <param name="Concepts">What the term can mean.</param>
internal sealed record LexiconTerm(string[] Words, bool[] Stems, char Prefix, ConceptSet Concepts)
{
    /// <summary>The second word; no word where there is none, or it has no key.</summary>
    private readonly WordKey _second = Words.Length > 1 && WordKey.TryOf(Words[1], out var key) ? key : default;

    /// <summary>Whether a word is the second one of the term.</summary>
    public bool HasSecond(in WordKey word) => (Stems[1] ? word.First(Words[1].Length) : word).Is(_second);

    /// <summary>Whether a word is the one of the term at a place.</summary>
    public bool Has(int index, ReadOnlySpan<char> word) => Stems[index] ? word.StartsWith(Words[index]) : word.SequenceEqual(Words[index]);
}
