namespace Catalogue.Classifier.Checks.Language;

/// <summary>What one pass over a text found; reused from text to text.</summary>
internal sealed class ConceptScan
{
    private ConceptHit[] _hits = new ConceptHit[256];

    /// <summary>Number of hits.</summary>
    public int Count { get; private set; }

    /// <summary>Every concept that occurs somewhere in the text.</summary>
    public UInt128 Present { get; private set; }

    /// <summary>Hits in the order of the text.</summary>
    public ReadOnlySpan<ConceptHit> Hits => _hits.AsSpan(0, Count);

    /// <summary>Letter and digit mixed inside a word, as leet spelling does: how many words.</summary>
    public int MixedWords { get; set; }

    /// <summary>Longest row of single letters with a separator between them.</summary>
    public int LongestSpelling { get; set; }

    /// <summary>Longest row of short numbers, as character codes make.</summary>
    public int LongestCodes { get; set; }

    /// <summary>Length of the longest word (a long one may be encoded).</summary>
    public int LongestWord { get; set; }

    /// <summary>Number of words.</summary>
    public int Words { get; set; }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        Count = 0;
        Present = UInt128.Zero;
        MixedWords = LongestSpelling = LongestCodes = LongestWord = Words = 0;
    }

    /// <summary>Adds a hit.</summary>
    public void Add(in ConceptHit hit)
    {
        if (Count == _hits.Length) Array.Resize(ref _hits, Count * 2);
        _hits[Count++] = hit;
        Present |= hit.Concepts;
    }
}
