using System.Runtime.Intrinsics;
using Catalogue.Classifier.Rules;

namespace Catalogue.Classifier.Judging;

/// <summary>
/// Which rules have what they ask for among some words: those an action acts on, or those of the whole tool. The words
/// are added one by one, and then told for all rules at once. Reused; for one thread at a time.
/// </summary>
internal sealed class FoundWords(AskTable table)
{
    private readonly int _width = table.Width;

    /// <summary>A bit for each rule, laid as the rows of the table are: what the words that were added tell.</summary>
    private readonly Vector128<ulong>[] _found = new Vector128<ulong>[AskTable.Kinds * table.Width];
    private readonly ulong[] _fitting = new ulong[2 * table.Width];

    /// <summary>Forgets all words.</summary>
    public void Clear()
    {
        for (var i = 0; i < _found.Length; i++) _found[i] = Vector128<ulong>.Zero;
    }

    /// <summary>Adds a word or phrase.</summary>
    public void Add(int id) => table.Add(id, 0, 2 * _width, _found);

    /// <summary>Adds a word or phrase as one at the place of its own where rules ask for it.</summary>
    public void AddPlaced(int id) => table.Add(id, 2 * _width, _width, _found);

    /// <summary>Tells which rules fit, when all was added.</summary>
    /// <param name="around">Other words, among which a rule must have what it asks for too.</param>
    public void Finish(FoundWords? around = null)
    {
        for (var i = 0; i < _width; i++)
        {
            var fitting = (_found[i] | ~table.AskWord[i]) & (_found[(2 * _width) + i] | ~table.AskPlaced[i]) & ~_found[_width + i];
            fitting.CopyTo(_fitting, 2 * i);
        }
        if (around is null) return;
        for (var i = 0; i < _fitting.Length; i++) _fitting[i] &= around._fitting[i];
    }

    /// <summary>Whether a rule has all that it asks for.</summary>
    public bool Fits(int rule) => (_fitting[rule >> 6] >> (rule & 63) & 1) != 0;

    /// <summary>Whether a rule asks for other words than those that were added.</summary>
    public bool LacksWord(int rule) => AskTable.Has(table.AskWord, 0, rule) && !AskTable.Has(_found, 0, rule);

    /// <summary>Whether a rule asks for another word at the place of its own.</summary>
    public bool LacksPlaced(int rule) => AskTable.Has(table.AskPlaced, 0, rule) && !AskTable.Has(_found, 2 * _width, rule);

    /// <summary>Whether one of a rule's exceptions was added.</summary>
    public bool HasException(int rule) => AskTable.Has(_found, _width, rule);
}
