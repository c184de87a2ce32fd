using System.Collections.Frozen;

namespace Catalogue.Classifier.Text;

/// <summary>What is known of one spelling.</summary>
internal readonly record struct Word(int Lemma, WordForms Forms, WordClasses Classes);

/// <summary>
/// Several words that mean one thing together (<c>tear down</c>, <c>credit card</c>).
/// Each slot holds the lemmas that do; before each slot but the first a number of other words may stand.
/// </summary>
internal sealed record WordPhrase(int Id, int[][] Slots, int[] Gaps);

/// <summary>Every spelling the rules and word lists know: one look-up per word of a definition.</summary>
internal sealed class WordTable
{
    private readonly FrozenDictionary<string, Word>.AlternateLookup<ReadOnlySpan<char>> _words;
    private readonly WordPhrase[]?[] _phrases;

    public WordTable(Dictionary<string, Word> words, IReadOnlyList<string> lemmas, IReadOnlyList<WordPhrase> phrases)
    {
        _words = words.ToFrozenDictionary(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        Names = [.. lemmas];
        _phrases = new WordPhrase[]?[lemmas.Count];
        foreach (var group in phrases.SelectMany(phrase => phrase.Slots[0].Select(anchor => (anchor, phrase))).GroupBy(pair => pair.anchor))
        {
            // Longest first, so that "set up" is seen before what begins like it.
            _phrases[group.Key] = [.. group.Select(pair => pair.phrase).OrderByDescending(phrase => phrase.Slots.Length).ThenBy(phrase => phrase.Id)];
        }
        MaxScriptWord = words.Keys.Where(word => Scripts.IsUnspaced(word[0])).Select(word => word.Length).DefaultIfEmpty(0).Max();
    }

    /// <summary>The spelling of each lemma and phrase, by id.</summary>
    public string[] Names { get; }

    /// <summary>The longest word known in a script that is written without spaces.</summary>
    public int MaxScriptWord { get; }

    /// <summary>Looks up a lower-case spelling.</summary>
    public bool TryGet(ReadOnlySpan<char> lower, out Word word) => _words.TryGetValue(lower, out word);

    /// <summary>The phrases that begin with a lemma.</summary>
    public WordPhrase[]? PhrasesAt(int lemma) => _phrases[lemma];
}
