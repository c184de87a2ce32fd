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
    public static int Write(ReadOnlySpan<char> text, Span<byte> target)
    {
        var units = MemoryMarshal.Cast<char, ushort>(text);
        var at = 0;
        for (; at <= units.Length - Step; at += Step)
        {
            if (!TryNarrow(units.Slice(at, Step / 2), units.Slice(at + Step / 2, Step / 2), out var bytes)) break;
            bytes.CopyTo(target[at..]);
        }
        // Of fewer than sixteen the first eight and the last eight, which overlap.
        if (units.Length - at is < Step and >= Step / 2 && TryNarrow(units.Slice(at, Step / 2), units[^(Step / 2)..], out var ends))
        {
            ends.GetLower().CopyTo(target[at..]);
            ends.GetUpper().CopyTo(target[(units.Length - Step / 2)..]);
            return units.Length;
        }
        for (; at < units.Length && units[at] < Table.Length && Table[units[at]] != 0; at++) target[at] = (byte)units[at];
        return at;
    }

    private static bool TryNarrow(ReadOnlySpan<ushort> first, ReadOnlySpan<ushort> second, out Vector128<byte> bytes)
    {
        bytes = Vector128.NarrowWithSaturation(Vector128.Create(first), Vector128.Create(second));
        // What is not ASCII is below zero here; < and > differ by one bit.
        var special = Vector128.LessThan(bytes.AsSByte(), Vector128.Create((sbyte)' ')).AsByte()
            | Vector128.Equals(bytes | Vector128.Create((byte)2), Vector128.Create((byte)'>')) | Vector128.Equals(bytes, Vector128.Create((byte)'"'))
            | Vector128.Equals(bytes, Vector128.Create((byte)'&')) | Vector128.Equals(bytes, Vector128.Create((byte)'\'')) | Vector128.Equals(bytes, Vector128.Create((byte)'+'))
            | Vector128.Equals(bytes, Vector128.Create((byte)'\\')) | Vector128.Equals(bytes, Vector128.Create((byte)'`')) | Vector128.Equals(bytes, Vector128.Create((byte)0x7F));
        return special == Vector128<byte>.Zero;
    }
}
