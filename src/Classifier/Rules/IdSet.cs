namespace Catalogue.Classifier.Rules;

/// <summary>A set of lemma and phrase ids as bits.</summary>
internal sealed class IdSet
{
    private readonly ulong[] _bits;

    public IdSet(IEnumerable<int> ids, int size)
    {
        _bits = new ulong[(size + 63) / 64];
        foreach (var id in ids) _bits[id >> 6] |= 1UL << (id & 63);
    }

    /// <summary>True when the id is in it; 0 (unknown word) never is.</summary>
    public bool Contains(int id) => (_bits[id >> 6] >> (id & 63) & 1) != 0;

    /// <summary>True when it shares an id with the other bits.</summary>
    public bool Overlaps(ReadOnlySpan<ulong> other)
    {
        for (var i = 0; i < _bits.Length; i++)
        {
            if ((_bits[i] & other[i]) != 0) return true;
        }
        return false;
    }
}
