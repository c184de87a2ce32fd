using System.Runtime.CompilerServices;

namespace Catalogue.Classifier.Text;

/// <summary>The phrases that rules know, by the words with which they begin.</summary>
internal sealed class PhraseTable
{
    private const int PairBits = 15;
    private readonly WordPhrase[]?[] _byFirst;

    /// <summary>Bits by <see cref="HashOf"/>: of two words that begin a phrase, set. Small, so that it stays in the processor's nearest memory.</summary>
    private readonly ulong[] _bits = new ulong[(1 << PairBits) / 64];

    /// <summary>The pairs of words that begin phrases, with open addressing; 0 where there is none.</summary>
    private readonly uint[] _pairs;
    private readonly WordPhrase[]?[] _byPair;

    /// <summary>Lays the table.</summary>
    /// <param name="phrases">The phrases.</param>
    /// <param name="traits">Of each lemma, by id: those with which a phrase begins whose next word need not follow at once are told.</param>
    public PhraseTable(List<WordPhrase> phrases, WordTraits[] traits)
    {
        // Longest first, so that "set up" is seen before what begins like it.
        phrases.Sort(static (a, b) => a.Slots.Length != b.Slots.Length ? b.Slots.Length - a.Slots.Length : a.Id - b.Id);
        _byFirst = new WordPhrase[]?[traits.Length];
        var pairs = 0;
        foreach (var phrase in phrases) pairs += phrase.Slots.Length > 1 ? phrase.Slots[0].Length * phrase.Slots[1].Length : 0;
        var size = 16;
        while (size < pairs * 2) size *= 2;
        (_pairs, _byPair) = (new uint[size], new WordPhrase[]?[size]);
        foreach (var phrase in phrases)
        {
            foreach (var anchor in phrase.Slots[0]) Put(anchor, phrase, traits);
        }
    }

    /// <summary>The phrases that begin with a lemma, longest first.</summary>
    public WordPhrase[]? At(int lemma) => _byFirst[lemma];

    /// <summary>The phrases whose first two words may be two lemmas, longest first.</summary>
    public WordPhrase[]? At(int first, int second) => _byPair[SlotOf(PairOf(first, second))];

    /// <summary>
    /// Whether a phrase may begin with two lemmas: of a few pairs it says so wrongly. Between the two others may stand
    /// where the first is a <see cref="WordTraits.LooseAnchor"/>.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MayBegin(int first, int second)
    {
        var hash = HashOf(PairOf(first, second)) >> (32 - PairBits);
        return (_bits[hash >> 6] >> (int)(hash & 63) & 1) != 0;
    }

    /// <summary>Whether a lemma is a phrase by itself: one of several words of the same meaning (<c>erase|wipe</c>).</summary>
    public bool IsPhrase(int lemma) => _byFirst[lemma] is { } phrases && phrases[^1].Slots.Length == 1;

    private static uint PairOf(int first, int second) => ((uint)first << 16) + (uint)second;

    private static uint HashOf(uint pair) => pair * 0x9E3779B1;

    private int SlotOf(uint pair)
    {
        var slot = (int)(HashOf(pair) >> 8) & (_pairs.Length - 1);
        while (_pairs[slot] != pair && _pairs[slot] != 0) slot = (slot + 1) & (_pairs.Length - 1);
        return slot;
    }

    private void Put(int anchor, WordPhrase phrase, WordTraits[] traits)
    {
        _byFirst[anchor] = [.. _byFirst[anchor] ?? [], phrase];
        if (phrase.Slots.Length == 1 || phrase.Gaps[1] > 0) traits[anchor] |= WordTraits.LooseAnchor;
        if (phrase.Slots.Length == 1) return;
        foreach (var second in phrase.Slots[1])
        {
            var pair = PairOf(anchor, second);
            var hash = HashOf(pair) >> (32 - PairBits);
            _bits[hash >> 6] |= 1UL << (int)(hash & 63);
            var slot = SlotOf(pair);
            (_pairs[slot], _byPair[slot]) = (pair, [.. _byPair[slot] ?? [], phrase]);
        }
    }
}
