using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Catalogue.Classifier.Text;

/// <summary>ASCII that stands for itself in JSON and in HTML alike, as the framework's JSON writer has it by default: checked and narrowed in one pass.</summary>
internal static class HarmlessText
{
    private const int Step = 16;

    /// <summary>1 for each character of ASCII that stands for itself.</summary>
    private static ReadOnlySpan<byte> Table =>
    [
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        1, 1, 0, 1, 1, 1, 0, 0, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 1, 0, 1,
        1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 1, 1, 1,
        0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0,
    ];

    /// <summary>Writes a text up to the first character that does not stand for itself.</summary>
    /// <param name="text">The text.</param>
    /// <param name="target">At least as long; what it holds behind the text may be overwritten.</param>
    /// <returns>How many characters were written.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Write(ReadOnlySpan<char> text, Span<byte> target)
    {
        var units = MemoryMarshal.Cast<char, ushort>(text);
        var at = units.Length >= Step ? WriteSteps(units, target) : units.Length >= Step / 4 ? WriteEnds(units, target) : 0;
        return at >= units.Length ? units.Length : WriteSingly(units, target, at);
    }

    /// <summary>One at a time.</summary>
    private static int WriteSingly(ReadOnlySpan<ushort> units, Span<byte> target, int at)
    {
        for (; at < units.Length && units[at] < Table.Length && Table[units[at]] != 0; at++) target[at] = (byte)units[at];
        return at;
    }

    /// <summary>Sixteen at a time, the last sixteen over some that were written before.</summary>
    private static int WriteSteps(ReadOnlySpan<ushort> units, Span<byte> target)
    {
        var at = 0;
        while (at < units.Length)
        {
            var start = Math.Min(at, units.Length - Step);
            if (!TryNarrow(Vector128.Create(units.Slice(start, Step / 2)), Vector128.Create(units.Slice(start + Step / 2, Step / 2)), out var bytes)) break;
            bytes.CopyTo(target[start..]);
            at = start + Step;
        }
        return at;
    }

    /// <summary>Of four to fifteen the first eight or four and as many at the end, which overlap.</summary>
    private static int WriteEnds(ReadOnlySpan<ushort> units, Span<byte> target)
    {
        if (units.Length >= Step / 2)
        {
            if (!TryNarrow(Vector128.Create(units[..(Step / 2)]), Vector128.Create(units[^(Step / 2)..]), out var eights)) return 0;
            eights.GetLower().CopyTo(target);
            eights.GetUpper().CopyTo(target[(units.Length - Step / 2)..]);
            return units.Length;
        }
        var ends = Vector128.Create(MemoryMarshal.Read<ulong>(MemoryMarshal.AsBytes(units)), MemoryMarshal.Read<ulong>(MemoryMarshal.AsBytes(units[^4..]))).AsUInt16();
        if (!TryNarrow(ends, ends, out var fours)) return 0;
        MemoryMarshal.Write(target, fours.AsUInt32().GetElement(0));
        MemoryMarshal.Write(target[(units.Length - 4)..], fours.AsUInt32().GetElement(1));
        return units.Length;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryNarrow(Vector128<ushort> first, Vector128<ushort> second, out Vector128<byte> bytes)
    {
        // As signed numbers: what is not ASCII becomes 0x7F, which is special itself, or stays below zero.
        var signed = Vector128.NarrowWithSaturation(first.AsInt16(), second.AsInt16());
        bytes = signed.AsByte();
        // < and > differ by one bit, " and & by another.
        var special = (Vector128.LessThan(signed, Vector128.Create((sbyte)' ')) | Vector128.Equals(signed, Vector128.Create((sbyte)0x7F))).AsByte()
            | Vector128.Equals(bytes | Vector128.Create((byte)2), Vector128.Create((byte)'>')) | Vector128.Equals(bytes | Vector128.Create((byte)4), Vector128.Create((byte)'&'))
            | Vector128.Equals(bytes, Vector128.Create((byte)'\'')) | Vector128.Equals(bytes, Vector128.Create((byte)'+'))
            | Vector128.Equals(bytes, Vector128.Create((byte)'\\')) | Vector128.Equals(bytes, Vector128.Create((byte)'`'));
        return special == Vector128<byte>.Zero;
    }
}
