namespace Catalogue.Classifier.Checks.Language;

/// <summary>A word or phrase of the lexicon, found in a text.</summary>
/// <param name="Start">Offset in the scanned text.</param>
/// <param name="Length">Length in the scanned text.</param>
/// <param name="Word">Running number of the word, so that distances can be counted in words.</param>
/// <param name="Sentence">Running number of the sentence.</param>
/// <param name="Clause">Running number of the clause.</param>
/// <param name="Concepts">What the word can mean: one bit a concept.</param>
internal readonly record struct ConceptHit(int Start, int Length, int Word, int Sentence, int Clause, ConceptSet Concepts)
{
    /// <summary>Offset behind the last character.</summary>
    public int End => Start + Length;
}
