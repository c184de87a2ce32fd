using System.Runtime.CompilerServices;
using Catalogue.Classifier.Text;

namespace Catalogue.Classifier.Checks.Language;

/// <summary>What one pass over a text found; reused from text to text.</summary>
internal sealed class ConceptScan
{
    private readonly RowList<ConceptSet> _sentences = new();
    private ConceptHit[] _hits = new ConceptHit[256];
    private int _sentence;

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

    /// <summary>Longest row of blanks.</summary>
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
        _sentence = -1;
        _sentences.Clear();
        Present = ConceptSet.None;
        Traits = TextTraits.None;
        LooksEncoded = false;
        WidestGap = Paragraphs = 0;
        MixedWords = LongestSpelling = LongestCodes = LongestWord = Words = 0;
    }

    /// <summary>Adds a hit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(in ConceptHit hit)
    {
        if (Count == _hits.Length) Array.Resize(ref _hits, Count * 2);
        _hits[Count++] = hit;
        Present |= hit.Concepts;
        if (hit.Sentence == _sentence)
        {
            _sentences[_sentences.Count - 1] |= hit.Concepts;
            return;
        }
        _sentence = hit.Sentence;
        _sentences.Add(hit.Concepts);
    }
}
