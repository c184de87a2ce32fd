using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Catalogue.Classifier.Text;

/// <summary>
/// A text as one byte a character: an ASCII letter or digit in lower case (with <see cref="Mark"/> where it was a capital),
/// <see cref="Mark"/> alone for anything outside ASCII, 0 for every other sign. Made in one pass of sixteen characters a
/// step, it gives each word whole: where it ends, how it is spelled, and its key, without a loop over its letters.
/// </summary>
internal static class LetterCodes
{
    /// <summary>The bit of capitals; alone, the code of a character outside ASCII.</summary>
    public const byte Mark = 0x80;

    /// <summary>Bytes that must follow the codes of a text, so that a word is read at once wherever it stands.</summary>
    public const int Slack = 16;

    /// <summary>Sixteen bytes of ones and sixteen of zeros: those from 16 − n on keep the first n bytes.</summary>
    private static ReadOnlySpan<byte> Masks =>
    [
        255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    ];

    /// <summary>Writes the codes of a text; of the slack behind them nothing is said.</summary>
    public static void Write(ReadOnlySpan<char> text, Span<byte> codes)
    {
        var units = MemoryMarshal.Cast<char, ushort>(text);
        var at = 0;
        for (; at <= units.Length - Slack; at += Slack)
        {
            var bytes = Vector128.NarrowWithSaturation(Vector128.Create(units.Slice(at, 8)), Vector128.Create(units.Slice(at + 8, 8)));
            Of(bytes).CopyTo(codes[at..]);
        }
        if (at == units.Length) return;
        Span<ushort> rest = stackalloc ushort[Slack];
        rest.Clear();
        units[at..].CopyTo(rest);
        Of(Vector128.NarrowWithSaturation(Vector128.Create((ReadOnlySpan<ushort>)rest[..8]), Vector128.Create((ReadOnlySpan<ushort>)rest[8..]))).CopyTo(codes[at..]);
    }

    /// <summary>Whether a code is that of an ASCII letter or digit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsWord(byte code) => (code & 0x7F) != 0;

    /// <summary>Reads the letters and digits that stand at an offset.</summary>
    /// <param name="codes">The codes of the text, with their slack.</param>
    /// <param name="at">The offset, not behind the end of the text.</param>
    /// <param name="left">How many of them belong to the text.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static CodedWord Read(ReadOnlySpan<byte> codes, int at, int left)
    {
        if ((uint)at + Slack > (uint)codes.Length) ThrowNoSlack();
        var found = Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(codes), (nuint)at);
        var letters = found & Vector128.Create((byte)0x7F);
        var ends = Vector128.Equals(letters, Vector128<byte>.Zero).ExtractMostSignificantBits() | (1U << Slack);
        var length = Math.Min(BitOperations.TrailingZeroCount(ends), left);
        var kept = Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(Masks), (nuint)(Slack - length));
        var key = (letters & kept).AsUInt64();
        // A digit's code lacks the bit below the highest, which all letters have: doubled, it is the highest.
        var inside = (1U << length) - 1;
        return new CodedWord(new WordKey(key.GetElement(0), key.GetElement(1)), length, found.ExtractMostSignificantBits() & inside, ~(found + found).ExtractMostSignificantBits() & inside);
    }

    private static void ThrowNoSlack() => throw new ArgumentException("The slack behind the codes is missing.");

    /// <summary>
    /// Without a comparison of unsigned numbers: only newer processors have an instruction for it, and a method that asks for it is left
    /// out of precompiled images.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> IsBelow(Vector128<byte> value, byte bound) => Vector128.Equals(Vector128.Min(value, Vector128.Create((byte)(bound - 1))), value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Of(Vector128<byte> text)
    {
        var lower = text | Vector128.Create((byte)0x20);
        var letter = IsBelow(lower - Vector128.Create((byte)'a'), 26);
        var digit = IsBelow(text - Vector128.Create((byte)'0'), 10);
        var capital = IsBelow(text - Vector128.Create((byte)'A'), 26);
        return (lower & letter) | (text & digit) | (Vector128.Create(Mark) & (capital | text));
    }
}
