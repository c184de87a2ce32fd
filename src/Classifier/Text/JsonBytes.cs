using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Catalogue.Classifier.Text;

/// <summary>The smallest parts of JSON text (RFC 8259), told by where they end; −1 stands for what is no such part.</summary>
internal static class JsonBytes
{
    /// <summary>A bit for each blank.</summary>
    private const ulong Blanks = 1UL << ' ' | 1UL << '\n' | 1UL << '\r' | 1UL << '\t';

    /// <summary>The first byte from <paramref name="at"/> on that is no blank, or the length of the text.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int SkipBlanks(ReadOnlySpan<byte> json, int at)
    {
        while ((uint)at < (uint)json.Length && json[at] <= ' ' && (Blanks >> json[at] & 1) != 0) at++;
        return at;
    }

    /// <summary>The closing quote of a string.</summary>
    /// <param name="json">The text.</param>
    /// <param name="at">The place behind the opening quote.</param>
    /// <param name="escapes">Which escapes are in it.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int StringEnd(ReadOnlySpan<byte> json, int at, out JsonEscapes escapes)
    {
        escapes = JsonEscapes.None;
        at = NextSpecial(json, at);
        return (uint)at < (uint)json.Length && json[at] == '"' ? at : EscapedStringEnd(json, at, out escapes);
    }

    /// <summary>The place behind a number.</summary>
    public static int NumberEnd(ReadOnlySpan<byte> json, int at)
    {
        if (json[at] == '-') at++;
        var first = at;
        at = SkipDigits(json, at);
        if (at == first || (at > first + 1 && json[first] == '0')) return -1;
        if (at < json.Length && json[at] == '.')
        {
            var fraction = ++at;
            at = SkipDigits(json, at);
            if (at == fraction) return -1;
        }
        if (at == json.Length || (json[at] | 0x20) != 'e') return at;
        at++;
        if (at < json.Length && json[at] is (byte)'+' or (byte)'-') at++;
        var exponent = at;
        at = SkipDigits(json, at);
        return at == exponent ? -1 : at;
    }

    /// <summary>The place behind <c>true</c>, <c>false</c> or <c>null</c>.</summary>
    public static int LiteralEnd(ReadOnlySpan<byte> json, int at, ReadOnlySpan<byte> literal) => json[at..].StartsWith(literal) ? at + literal.Length : -1;

    private static int SkipDigits(ReadOnlySpan<byte> json, int at)
    {
        while ((uint)at < (uint)json.Length && (uint)(json[at] - '0') <= 9) at++;
        return at;
    }

    private static int EscapedStringEnd(ReadOnlySpan<byte> json, int at, out JsonEscapes escapes)
    {
        escapes = JsonEscapes.None;
        while (at < json.Length)
        {
            if (json[at] == '"') return at;
            if (json[at] != '\\' || ++at == json.Length) return -1;
            var letter = json[at++];
            if (letter is (byte)'n' or (byte)'"' or (byte)'\\' or (byte)'t' or (byte)'r' or (byte)'b' or (byte)'f')
            {
                if (escapes == JsonEscapes.None) escapes = JsonEscapes.Canonical;
            }
            else
            {
                escapes = JsonEscapes.Other;
                if (letter == 'u' && at + 3 < json.Length && IsHex(json.Slice(at, 4))) at += 4;
                else if (letter != '/') return -1;
            }
            at = NextSpecial(json, at);
        }
        return -1;
    }

    private static bool IsHex(ReadOnlySpan<byte> digits)
    {
        foreach (var digit in digits)
        {
            if (!char.IsAsciiHexDigit((char)digit)) return false;
        }
        return true;
    }

    /// <summary>The first quote, backslash or control character, or the length of the text.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int NextSpecial(ReadOnlySpan<byte> json, int at)
    {
        while (at <= json.Length - Vector128<byte>.Count)
        {
            var bytes = Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(json), (nuint)at);
            var special = Vector128.Equals(bytes, Vector128.Create((byte)'"')) | Vector128.Equals(bytes, Vector128.Create((byte)'\\'))
                | Vector128.Equals(Vector128.Min(bytes, Vector128.Create((byte)0x1F)), bytes);
            var bits = special.ExtractMostSignificantBits();
            if (bits != 0) return at + BitOperations.TrailingZeroCount(bits);
            at += Vector128<byte>.Count;
        }
        while ((uint)at < (uint)json.Length && json[at] >= ' ' && json[at] is not ((byte)'"' or (byte)'\\')) at++;
        return at;
    }
}
