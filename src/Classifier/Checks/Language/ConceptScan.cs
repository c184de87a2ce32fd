using System.Runtime.CompilerServices;
using Catalogue.Classifier.Text;

namespace Catalogue.Classifier.Checks.Language;

/// <summary>What one pass over a text found; reused from text to text.</summary>
internal sealed class ConceptScan
{
    private readonly RowList<ConceptSet> _sentences = new();
    private ConceptHit[] _hits = new ConceptHit[256];

    /// <summary>Number of hits.</summary>
    public int Count { get; private set; }

    /// <summary>Every concept that occurs somewhere in the text.</summary>
    public ConceptSet Present { get; private set; }

    /// <summary>The concepts of each sentence that holds any.</summary>
    public RowList<ConceptSet> Sentences => _sentences;

    /// <summary>Hits in the order of the text.</summary>
    public Rows<ConceptHit> Hits => new(_hits, 0, Count);

    /// <summary>Letter and digit mixed inside a word, as leet spelling does: how many words.</summary>
    public int MixedWords { get; set; }

    /// <summary>Longest row of single letters with a separator between them.</summary>
    public int LongestSpelling { get; set; }

    /// <summary>Longest row of short numbers, as character codes make.</summary>
    public int LongestCodes { get; set; }

    /// <summary>Longest row of blanks; of single ones nothing is said.</summary>
    public int WidestGap { get; set; }

    /// <summary>Line breaks that end a paragraph or a list item.</summary>
    public int Paragraphs { get; set; }

    /// <summary>Whether a long word mixes digits or capitals as encoded text does.</summary>
    public bool LooksEncoded { get; set; }

    /// <summary>Length of the longest word of letters in one case (words run together make a long one).</summary>
    public int LongestWord { get; set; }

    /// <summary>The signs between the words.</summary>
    public TextTraits Traits { get; set; }

    /// <summary>Number of words.</summary>
    public int Words { get; set; }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        Count = 0;
        _sentences.Clear();
        Traits = TextTraits.None;
        LooksEncoded = false;
        WidestGap = Paragraphs = 0;
        MixedWords = LongestSpelling = LongestCodes = LongestWord = Words = 0;
    }

    /// <summary>The place for the next hit, which is one only where <see cref="Keep"/> says so.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref ConceptHit Room()
    {
        if (Count == _hits.Length) Array.Resize(ref _hits, Count * 2);
        return ref _hits[Count];
    }

    /// <summary>Keeps the hit in the next place.</summary>
    /// <param name="count">1, or 0 where it is none.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Keep(int count) => Count += count;

    /// <summary>Adds a hit.</summary>
    public void Add(in ConceptHit hit)
    {
        if (Count == _hits.Length) Array.Resize(ref _hits, Count * 2);
        _hits[Count++] = hit;
    }

    /// <summary>Notes what the spelling of a long word tells.</summary>
    public void NoteLongWord(ReadOnlySpan<char> word, WordShape shape)
    {
        if ((shape & (WordShape.Number | WordShape.Camel)) == 0)
        {
            LongestWord = Math.Max(LongestWord, word.Length);
            return;
        }
        var turns = 0;
        for (var at = 1; at < word.Length; at++)
        {
            if (char.IsAsciiLetterUpper(word[at]) != char.IsAsciiLetterUpper(word[at - 1])) turns++;
        }
        if (turns >= 8 || (shape & WordShape.Number) != 0) LooksEncoded = true;
    }

    /// <summary>Brings together what the hits say, when all are known.</summary>
    public void Seal()
    {
        var (sentence, all, said) = (-1, ConceptSet.None, ConceptSet.None);
        foreach (ref readonly var hit in Hits)
        {
            if (hit.Sentence != sentence)
            {
                if (sentence >= 0) _sentences.Add(said);
                (sentence, said) = (hit.Sentence, ConceptSet.None);
            }
            said |= hit.Concepts;
            all |= hit.Concepts;
        }
        if (sentence >= 0) _sentences.Add(said);
        Present = all;
    }
}
