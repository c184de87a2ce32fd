namespace Catalogue.Classifier.Text;

/// <summary>A growing array that is used again and again; see <see cref="Rows{T}"/> for why it is no list of the framework.</summary>
/// <param name="capacity">How many fit at first.</param>
internal sealed class RowList<T>(int capacity = 16)
{
    private T[] _items = new T[capacity];

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>All of them; good until the next is added.</summary>
    public Rows<T> Rows => new(_items, 0, Count);

    /// <summary>One of them.</summary>
    public ref T this[int index] => ref _items[index];

    /// <summary>Adds one.</summary>
    public void Add(in T item)
    {
        if (Count == _items.Length) Grow();
        _items[Count++] = item;
    }

    /// <summary>Forgets all; gives back what one huge input took.</summary>
    public void Clear()
    {
        if (_items.Length > 1 << 15) _items = new T[capacity];
        Count = 0;
    }

    /// <summary>Forgets all behind the first few.</summary>
    public void Cut(int count) => Count = count;

    /// <summary>Goes through them in order.</summary>
    public Rows<T>.Enumerator GetEnumerator() => Rows.GetEnumerator();

    private void Grow()
    {
        var more = new T[Count * 2];
        Array.Copy(_items, more, Count);
        _items = more;
    }
}
