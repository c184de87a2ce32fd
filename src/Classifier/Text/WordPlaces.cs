using System.Runtime.CompilerServices;

namespace Catalogue.Classifier.Text;

/// <summary>
/// The words that have a key, each at the one place where a look-up looks: nothing is searched, and nothing branches on
/// whether a word is known, which can't be guessed. Laid once; the words that share a group (by their hash) are given
/// the first multiplier that puts each of them at a place of its own.
/// </summary>
internal sealed class WordPlaces
{
    /// <summary>A table in which some group finds no places is laid larger; of words with different hashes all find some long before this.</summary>
    private const int MostBits = 24;

    private readonly byte[] _turns;
    private readonly Slot[] _slots;
    private readonly int _groupShift;
    private readonly int _slotShift;

    /// <summary>Lays the table.</summary>
    /// <param name="keys">The words, each once.</param>
    /// <param name="words">What is known of each.</param>
    public WordPlaces(Rows<WordKey> keys, Rows<Word> words)
    {
        var bits = 8;
        while (1 << bits < keys.Length * 3 / 2) bits++;
        do
        {
            (_groupShift, _slotShift) = (64 - (bits - 2), 32 - bits);
            (_turns, _slots) = (new byte[1 << (bits - 2)], new Slot[1 << bits]);
        }
        while (!TryLay(keys, words) && ++bits < MostBits);
        if (bits == MostBits) throw new InvalidOperationException("Two words have the same hash.");
    }

    private struct Slot
    {
        public ulong Low;
        public ulong High;
        public Word Word;
    }

    /// <summary>What is known of a word: nothing, all zero, of one that is not in the table.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Word Get(WordKey key)
    {
        ref readonly var slot = ref _slots[PlaceOf(key.Hash, _turns[(int)(key.Hash >> _groupShift)])];
        return slot.Word.If(((slot.Low ^ key.Low) | (slot.High ^ key.High)) == 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int PlaceOf(ulong hash, int turn) => (int)((uint)(hash >> 20) * (uint)((2 * turn) + 1) >> _slotShift);

    /// <summary>Puts every word at its place, the words of the largest groups first; false where one group finds none.</summary>
    private bool TryLay(Rows<WordKey> keys, Rows<Word> words)
    {
        var groups = new List<int>?[_turns.Length];
        for (var i = 0; i < keys.Length; i++) (groups[keys[i].Hash >> _groupShift] ??= []).Add(i);
        var largest = 0;
        foreach (var group in groups) largest = Math.Max(largest, group?.Count ?? 0);
        for (var size = largest; size > 0; size--)
        {
            for (var at = 0; at < groups.Length; at++)
            {
                if (groups[at] is { } group && group.Count == size && !TryPut(group, at, keys, words)) return false;
            }
        }
        return true;
    }

    private bool TryPut(List<int> group, int at, Rows<WordKey> keys, Rows<Word> words)
    {
        for (var turn = 0; turn <= byte.MaxValue; turn++)
        {
            var put = 0;
            for (; put < group.Count; put++)
            {
                ref var slot = ref _slots[PlaceOf(keys[group[put]].Hash, turn)];
                if (slot.Low != 0) break;
                (slot.Low, slot.High, slot.Word) = (keys[group[put]].Low, keys[group[put]].High, words[group[put]]);
            }
            if (put == group.Count)
            {
                _turns[at] = (byte)turn;
                return true;
            }
            while (put-- > 0) _slots[PlaceOf(keys[group[put]].Hash, turn)] = default;
        }
        return false;
    }
}
