using System.Runtime.Intrinsics;

namespace Catalogue.Classifier.Text;

/// <summary>What had to be undone to read a character.</summary>
[Flags]
internal enum FoldFlags : byte
{
    /// <summary>Nothing, or only what typography does.</summary>
    None = 0,

    /// <summary>Written as an escape: an entity, <c>%41</c>, <c>\u0041</c>.</summary>
    Escaped = 1,

    /// <summary>A letter of another script in a Latin word.</summary>
    Confusable = 2,

    /// <summary>A styled form: full width, mathematical bold, circled.</summary>
    Styled = 4,

    /// <summary>An invisible character stood before it, inside a word.</summary>
    Interrupted = 8,
}

/// <summary>
/// A text made comparable (folded forms, no invisible characters), with the way back to the original for each
/// character. Reused from text to text.
/// </summary>
internal sealed class FoldedText
{
    private char[] _chars = new char[1024];
    private int[] _starts = new int[1024];
    private int[] _ends = new int[1024];
    private FoldFlags[] _flags = new FoldFlags[1024];

    /// <summary>Number of folded characters.</summary>
    public int Length { get; private set; }

    /// <summary>The folded text.</summary>
    public ReadOnlySpan<char> Chars => _chars.AsSpan(0, Length);

    /// <summary>Runs of characters that cannot be seen, in order.</summary>
    public RowList<InvisibleRun> Invisible { get; } = new(4);

    /// <summary>Number of characters that were written as escapes.</summary>
    public int Escapes { get; set; }

    /// <summary>Forgets everything, and gives back what one huge text took.</summary>
    public void Clear()
    {
        Length = 0;
        Escapes = 0;
        Invisible.Clear();
        if (_chars.Length <= 1 << 18) return;
        _chars = new char[1024];
        _starts = new int[1024];
        _ends = new int[1024];
        _flags = new FoldFlags[1024];
    }

    /// <summary>Adds one folded character.</summary>
    public void Add(char c, int start, int end, FoldFlags flags)
    {
        if (Length == _chars.Length) Grow(Length * 2);
        _chars[Length] = c;
        _starts[Length] = start;
        _ends[Length] = end;
        _flags[Length++] = flags;
    }

    /// <summary>Adds characters that stand for themselves.</summary>
    public void AddPlain(ReadOnlySpan<char> text, int start)
    {
        if (_chars.Length - Length < text.Length) Grow(Math.Max(Length * 2, Length + text.Length));
        text.CopyTo(_chars.AsSpan(Length));
        _flags.AsSpan(Length, text.Length).Clear();
        var starts = _starts.AsSpan(Length, text.Length);
        var ends = _ends.AsSpan(Length, text.Length);
        var at = 0;
        var places = Vector128.Create(start, start + 1, start + 2, start + 3);
        for (; at <= text.Length - 4; at += 4)
        {
            places.CopyTo(starts[at..]);
            (places + Vector128<int>.One).CopyTo(ends[at..]);
            places += Vector128.Create(4);
        }
        for (; at < text.Length; at++) (starts[at], ends[at]) = (start + at, start + at + 1);
        Length += text.Length;
    }

    /// <summary>Puts another letter in the place of one already there.</summary>
    public void Replace(int index, char c, FoldFlags also)
    {
        _chars[index] = c;
        _flags[index] |= also;
    }

    /// <summary>Where the folded span lies in the original: start and length.</summary>
    public (int Start, int Length) Original(int start, int length)
    {
        if (Length == 0) return (0, 0);
        var first = _starts[Math.Min(start, Length - 1)];
        return (first, Math.Max(0, _ends[Math.Min(start + length, Length) - 1] - first));
    }

    /// <summary>Everything that was undone inside the folded span.</summary>
    public FoldFlags FlagsOf(int start, int length)
    {
        var all = FoldFlags.None;
        foreach (var flag in _flags.AsSpan(start, Math.Min(length, Length - start))) all |= flag;
        return all;
    }

    private void Grow(int size)
    {
        Array.Resize(ref _chars, size);
        Array.Resize(ref _starts, size);
        Array.Resize(ref _ends, size);
        Array.Resize(ref _flags, size);
    }
}
