using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace Catalogue.Classifier.Text;

/// <summary>Bytes one behind the other, used again and again. Cheaper than a buffer writer, whose calls go through an interface.</summary>
internal sealed class ByteList
{
    private const int KeptBytes = 1 << 20;
    private const int Step = 16;
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
        values.CopyTo(_bytes.AsSpan(Count));
        Count += values.Length;
    }

    /// <summary>Writes a part of other bytes: mostly a short one, which costs one step where the bytes behind it may be touched too.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WritePart(ReadOnlySpan<byte> source, int start, int length)
    {
        if (length <= Step && start <= source.Length - Step && Count <= _bytes.Length - Step)
        {
            Vector128.Create(source.Slice(start, Step)).CopyTo(_bytes.AsSpan(Count, Step));
            Count += length;
        }
        else
        {
            Write(source.Slice(start, length));
        }
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

    /// <summary>Writes characters as long as they are ASCII and stand for themselves in canonical JSON: no controls, quotes, backslashes.</summary>
    /// <returns>How many were written.</returns>
    public int WritePlain(ReadOnlySpan<char> text)
    {
        Reserve(text.Length);
        var (bytes, first) = (_bytes, Count);
        var units = MemoryMarshal.Cast<char, ushort>(text);
        var at = 0;
        for (; at <= units.Length - Step; at += Step)
        {
            var narrow = Vector128.NarrowWithSaturation(Vector128.Create(units.Slice(at, Step / 2)), Vector128.Create(units.Slice(at + Step / 2, Step / 2)));
            narrow.CopyTo(bytes.AsSpan(first + at, Step));
            // What is not ASCII is below zero here.
            var special = Vector128.LessThan(narrow.AsSByte(), Vector128.Create((sbyte)' ')).AsByte() | Vector128.Equals(narrow, Vector128.Create((byte)'"')) | Vector128.Equals(narrow, Vector128.Create((byte)'\\'));
            if (special == Vector128<byte>.Zero) continue;
            at += BitOperations.TrailingZeroCount(special.ExtractMostSignificantBits());
            Count = first + at;
            return at;
        }
        for (; at < text.Length && text[at] is >= ' ' and < (char)0x80 and not ('"' or '\\'); at++) bytes[first + at] = (byte)text[at];
        Count = first + at;
        return at;
    }

    /// <summary>Writes characters as UTF-8; they hold no lone surrogate.</summary>
    public void WriteUtf8(ReadOnlySpan<char> text)
    {
        Reserve(Encoding.UTF8.GetMaxByteCount(text.Length));
        Count += Encoding.UTF8.GetBytes(text, _bytes.AsSpan(Count));
    }

    /// <summary>Forgets all behind the first few.</summary>
    public void Cut(int count) => Count = count;

    /// <summary>Room for some bytes behind those that were written; <see cref="Advance"/> says how many came.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<byte> Room(int most)
    {
        Reserve(most);
        return _bytes.AsSpan(Count, most);
    }

    /// <summary>Counts bytes that were written into <see cref="Room"/>.</summary>
    public void Advance(int count) => Count += count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Reserve(int more)
    {
        if (_bytes.Length - Count < more) Grow(more);
    }

    private void Grow(int more)
    {
        var larger = new byte[Math.Max(_bytes.Length * 2, Count + more)];
        Array.Copy(_bytes, larger, Count);
        _bytes = larger;
    }
}
