namespace Catalogue.Classifier.Text;

/// <summary>
/// A part of an array, to be read. It does what a span does, but its code belongs to this assembly: a precompiled image
/// holds it for each type, where spans of our own types are compiled anew at every start.
/// </summary>
/// <typeparam name="T">What it holds.</typeparam>
public readonly struct Rows<T>
{
    private readonly T[] _items;
    private readonly int _start;

    internal Rows(T[] items, int start, int length) => (_items, _start, Length) = (items, start, length);

    /// <summary>How many there are.</summary>
    public int Length { get; }

    /// <summary>True when there is none.</summary>
    public bool IsEmpty => Length == 0;

    /// <summary>One of them.</summary>
    public ref readonly T this[int index] => ref _items[_start + index];

    /// <summary>A part of this part.</summary>
    public Rows<T> Slice(int start, int length) => new(_items, _start + start, length);

    /// <summary>A copy of them.</summary>
    public T[] ToArray()
    {
        var copy = new T[Length];
        if (Length > 0) Array.Copy(_items, _start, copy, 0, Length);
        return copy;
    }

    /// <summary>Goes through them in order.</summary>
    public Enumerator GetEnumerator() => new(this);

    /// <summary>Goes through rows in order.</summary>
    public struct Enumerator
    {
        private readonly Rows<T> _rows;
        private int _at;

        internal Enumerator(Rows<T> rows) => (_rows, _at) = (rows, -1);

        /// <summary>The row at hand.</summary>
        public readonly ref readonly T Current => ref _rows[_at];

        /// <summary>Goes on to the next row.</summary>
        public bool MoveNext() => ++_at < _rows.Length;
    }
}
