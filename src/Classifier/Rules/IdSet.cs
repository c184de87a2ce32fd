namespace Catalogue.Classifier.Rules;

/// <summary>A set of lemma and phrase ids as bits; only words of bits that are not zero are kept for comparing.</summary>
internal sealed class IdSet
{
    private readonly ulong[] _bits;
    private readonly int[] _places;

    /// <summary>Lays a set.</summary>
    public IdSet(List<int> ids, int size)
    {
        _bits = new ulong[(size + 63) / 64];
        var some = 0;
        foreach (var id in ids)
        {
            if (_bits[id >> 6] == 0) some++;
            _bits[id >> 6] |= 1UL << (id & 63);
        }
        _places = new int[some];
        for (var i = _bits.Length - 1; i >= 0; i--)
        {
            if (_bits[i] != 0) _places[--some] = i;
        }
    }

    /// <summary>True when the id is in it; 0 (unknown word) never is.</summary>
    public bool Contains(int id) => (_bits[id >> 6] >> (id & 63) & 1) != 0;

    /// <summary>True when it shares an id with the other bits.</summary>
    public bool Overlaps(ulong[] other)
    {
        foreach (var place in _places)
        {
            if ((_bits[place] & other[place]) != 0) return true;
        }
        return false;
    }
}
