namespace Catalogue.Classifier.Checks.Language;

/// <summary>A table by number with open addressing: faster than a dictionary where most look-ups miss. No key is 0.</summary>
internal sealed class KeyTable<T>
{
    private ulong[] _keys;
    private T[] _values;
    private int _shift;
    private int _count;

    /// <summary>Makes room.</summary>
    /// <param name="capacity">How many are expected; it grows where there are more.</param>
    public KeyTable(int capacity)
    {
        // Counted by hand: what asks the processor is not precompiled.
        var log = 6;
        while (1 << log < capacity * 3) log++;
        (_keys, _values, _shift) = (new ulong[1 << log], new T[1 << log], 64 - log);
    }

    /// <summary>The value of a key, which is added (with the type's default) where it is new.</summary>
    public ref T this[ulong key]
    {
        get
        {
            if (_count * 3 > _keys.Length) Grow();
            var index = IndexOf(key);
            if (_keys[index] == 0) _count++;
            _keys[index] = key;
            return ref _values[index];
        }
    }

    /// <summary>Looks a key up.</summary>
    public bool TryGet(ulong key, out T value)
    {
        var index = IndexOf(key);
        value = _values[index];
        return _keys[index] != 0;
    }

    /// <summary>Adds every key to a filter, and calls something for each value.</summary>
    public void ForEach(Action<ulong, T> action)
    {
        for (var index = 0; index < _keys.Length; index++)
        {
            if (_keys[index] != 0) action(_keys[index], _values[index]);
        }
    }

    /// <summary>Where the key stands, or would.</summary>
    private int IndexOf(ulong key)
    {
        var keys = _keys;
        var index = (int)((key * 0x9E3779B97F4A7C15UL) >> _shift);
        while (keys[index] != key && keys[index] != 0) index = (index + 1) & (keys.Length - 1);
        return index;
    }

    private void Grow()
    {
        var (keys, values) = (_keys, _values);
        (_keys, _values, _shift) = (new ulong[keys.Length * 2], new T[keys.Length * 2], _shift - 1);
        for (var old = 0; old < keys.Length; old++)
        {
            if (keys[old] == 0) continue;
            var index = IndexOf(keys[old]);
            (_keys[index], _values[index]) = (keys[old], values[old]);
        }
    }
}
