using System.Runtime.CompilerServices;
using System.Text;

namespace Catalogue.Classifier.Text;

/// <summary>Bytes one behind the other, used again and again. Cheaper than a buffer writer, whose calls go through an interface.</summary>
internal sealed class ByteList
{
    private const int KeptBytes = 1 << 20;
    private byte[] _bytes = new byte[4096];

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>All of them; good until more are written.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Count);

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        if (_bytes.Length > KeptBytes) _bytes = new byte[4096];
        Count = 0;
    }

    /// <summary>Writes one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(byte value)
    {
        if (Count == _bytes.Length) Reserve(1);
        _bytes[Count++] = value;
    }

    /// <summary>Writes several.</summary>
    public void Write(ReadOnlySpan<byte> values)
    {
        Reserve(values.Length);
        var (bytes, at) = (_bytes, Count);
        if (values.Length > 32) values.CopyTo(bytes.AsSpan(at));
        else
        {
            for (var i = 0; i < values.Length; i++) bytes[at + i] = values[i];
        }
        Count = at + values.Length;
    }

    /// <summary>Writes bytes as long as they are ASCII.</summary>
    /// <returns>How many were written.</returns>
    public int WriteAscii(ReadOnlySpan<byte> values)
    {
        if (values.Length > 16 && Ascii.IsValid(values))
        {
            Write(values);
            return values.Length;
        }
        Reserve(values.Length);
        var (bytes, at) = (_bytes, Count);
        var i = 0;
        for (; i < values.Length && values[i] < 0x80; i++) bytes[at + i] = values[i];
        Count = at + i;
        return i;
    }

    /// <summary>Writes ASCII characters.</summary>
    public void WriteAscii(ReadOnlySpan<char> text)
    {
        Reserve(text.Length);
        Ascii.FromUtf16(text, _bytes.AsSpan(Count), out var written);
        Count += written;
    }

    /// <summary>Writes characters as UTF-8; they hold no lone surrogate.</summary>
    public void WriteUtf8(ReadOnlySpan<char> text)
    {
        Reserve(Encoding.UTF8.GetMaxByteCount(text.Length));
        Count += Encoding.UTF8.GetBytes(text, _bytes.AsSpan(Count));
    }

    /// <summary>Forgets all behind the first few.</summary>
    public void Cut(int count) => Count = count;

    private void Reserve(int more)
    {
        if (_bytes.Length - Count >= more) return;
        var larger = new byte[Math.Max(_bytes.Length * 2, Count + more)];
        Array.Copy(_bytes, larger, Count);
        _bytes = larger;
    }
}
