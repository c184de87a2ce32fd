using System.Runtime.CompilerServices;

namespace Catalogue.Classifier.Text;

/// <summary>A table by word with open addressing: key and value lie together, and most look-ups end at the first place.</summary>
/// <typeparam name="T">What is known of a word.</typeparam>
internal sealed class WordKeyTable<T>
{
    private Slot[] _slots;
    private int _shift;

    /// <summary>Makes room.</summary>
    /// <param name="capacity">How many are expected; it grows where there are more.</param>
    public WordKeyTable(int capacity)
    {
        // Counted by hand: what asks the processor is not precompiled.
        var log = 6;
        while (1 << log < capacity * 2) log++;
        (_slots, _shift) = (new Slot[1 << log], 64 - log);
    }

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    private struct Slot
    {
        public ulong Low;
        public ulong High;
        public T Value;
    }

    /// <summary>The value of a word, which is added (with the type's default) where it is new.</summary>
    public ref T this[in WordKey key]
    {
        get
        {
            if (Count * 2 > _slots.Length) Grow();
            ref var slot = ref _slots[IndexOf(key.Low, key.High)];
            if (slot.Low == 0) Count++;
            (slot.Low, slot.High) = (key.Low, key.High);
            return ref slot.Value;
        }
    }

    /// <summary>Looks a word up.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryGet(WordKey key, out T value)
    {
        ref var slot = ref _slots[(int)(key.Hash >> _shift)];
        // Whether the word is known can't be guessed, so nothing branches on it: only on a place that another word has taken.
        if ((slot.Low != 0) & (((slot.Low ^ key.Low) | (slot.High ^ key.High)) != 0)) slot = ref _slots[IndexOf(key.Low, key.High)];
        value = slot.Value;
        return slot.Low != 0;
    }

    /// <summary>
    /// Where the word stands, or would. No word has 0 for its first letters. It is told in its two numbers, so that who
    /// looks one up need not lay it in memory.
    /// </summary>
    private int IndexOf(ulong low, ulong high)
    {
        var slots = _slots;
        var index = (int)(new WordKey(low, high).Hash >> _shift);
        while (slots[index].Low != 0 && ((slots[index].Low ^ low) | (slots[index].High ^ high)) != 0) index = (index + 1) & (slots.Length - 1);
        return index;
    }

    private void Grow()
    {
        var old = _slots;
        (_slots, _shift) = (new Slot[old.Length * 2], _shift - 1);
        foreach (var slot in old)
        {
            if (slot.Low != 0) _slots[IndexOf(slot.Low, slot.High)] = slot;
        }
    }
}
