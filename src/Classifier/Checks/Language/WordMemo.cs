using System.Runtime.CompilerServices;
using Catalogue.Classifier.Text;

namespace Catalogue.Classifier.Checks.Language;

/// <summary>
/// What the lexicon says of the short words met last. A few thousand words make up nearly all text: one look-up answers
/// for them what takes one for each stem otherwise. Bounded, and nothing depends on what it has forgotten. For one thread.
/// </summary>
internal sealed class WordMemo(Lexicon lexicon)
{
    private const int Log = 13;
    private readonly Slot[] _slots = new Slot[1 << Log];
    private readonly LexiconEntry?[] _found = new LexiconEntry?[Lexicon.MostEntries];

    private struct Slot
    {
        public ulong Low;
        public ulong High;
        public KnownWord Word;
    }

    /// <summary>The lexicon.</summary>
    public Lexicon Lexicon { get; } = lexicon;

    /// <summary>What is known of a short word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public KnownWord Find(WordKey key, int length)
    {
        ref var slot = ref _slots[(int)(key.Hash >> (64 - Log))];
        if (((slot.Low ^ key.Low) | (slot.High ^ key.High)) != 0) Learn(ref slot, key.Low, key.High, length);
        return slot.Word;
    }

    /// <summary>What is known of any folded word.</summary>
    public KnownWord Find(ReadOnlySpan<char> word)
    {
        var count = Lexicon.LookUp(word, _found);
        return Join(count);
    }

    /// <summary>Told in the word's two numbers, so that it need not be laid in memory to be looked up.</summary>
    private void Learn(ref Slot slot, ulong low, ulong high, int length)
    {
        var count = Lexicon.LookUp(new WordKey(low, high), length, _found);
        (slot.Low, slot.High) = (low, high);
        slot.Word = Join(count);
    }

    private KnownWord Join(int count) => count switch
    {
        0 => KnownWord.Unknown,
        1 => _found[0]!.Alone,
        _ => new KnownWord(_found.AsSpan(0, count)),
    };
}
