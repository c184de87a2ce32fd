using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace Catalogue.Classifier.Text;

/// <summary>Decodes the inside of JSON strings as strangers write them: lone surrogates survive, bad UTF-8 becomes U+FFFD.</summary>
internal static class JsonText
{
    /// <summary>How many bytes are widened at once.</summary>
    public const int Step = 16;

    /// <summary>
    /// Decodes the bytes between a JSON string's quotes (already known to be well-formed JSON) into UTF-16.
    /// </summary>
    /// <param name="json">The bytes between the quotes.</param>
    /// <param name="escaped">False when there is no backslash in them.</param>
    /// <param name="target">At least as many characters as there are bytes.</param>
    /// <returns>How many characters were written.</returns>
    public static int Decode(ReadOnlySpan<byte> json, bool escaped, Span<char> target)
    {
        if (!escaped) return Widen(json, target);
        var written = 0;
        while (!json.IsEmpty)
        {
            var plain = json.IndexOf((byte)'\\');
            if (plain < 0) plain = json.Length;
            if (plain > 0)
            {
                written += Widen(json[..plain], target[written..]);
                json = json[plain..];
                continue;
            }
            target[written++] = Unescape(ref json);
        }
        return written;
    }

    /// <summary>
    /// Decodes a string or a literal that stands in a longer text, in steps that may read behind it and write behind what
    /// becomes of it.
    /// </summary>
    /// <param name="json">The text.</param>
    /// <param name="start">Where the string begins.</param>
    /// <param name="length">Its length; as many bytes and <see cref="Step"/> more follow its beginning.</param>
    /// <param name="target">As many characters, and <see cref="Step"/> more.</param>
    /// <returns>How many characters were written.</returns>
    public static int Decode(ReadOnlySpan<byte> json, int start, int length, Span<char> target)
    {
        var (at, end, written) = (start, start + length, 0);
        while (at < end)
        {
            var bytes = Vector128.Create(json.Slice(at, Step));
            var units = MemoryMarshal.Cast<char, ushort>(target.Slice(written, Step));
            var (low, high) = Vector128.Widen(bytes);
            low.CopyTo(units);
            high.CopyTo(units[(Step / 2)..]);
            // What is not ASCII has the highest bit, and so has a comparison that holds.
            var special = (bytes | Vector128.Equals(bytes, Vector128.Create((byte)'\\'))).ExtractMostSignificantBits();
            var plain = Math.Min(special == 0 ? Step : BitOperations.TrailingZeroCount(special), end - at);
            at += plain;
            written += plain;
            if (special == 0 || at == end) continue;
            var rest = json[at..end];
            written += DecodeSpecial(ref rest, target[written..]);
            at = end - rest.Length;
        }
        return written;
    }

    /// <summary>Decodes one escape, or a run of what is not ASCII.</summary>
    private static int DecodeSpecial(ref ReadOnlySpan<byte> json, Span<char> target)
    {
        if (json[0] == '\\')
        {
            target[0] = Unescape(ref json);
            return 1;
        }
        var length = 1;
        while (length < json.Length && json[length] >= 0x80) length++;
        var written = Encoding.UTF8.GetChars(json[..length], target);
        json = json[length..];
        return written;
    }

    /// <summary>Decodes to a new string.</summary>
    public static string Decode(ReadOnlySpan<byte> json, bool escaped)
    {
        if (!escaped) return Encoding.UTF8.GetString(json);
        var buffer = new char[json.Length];
        return new string(buffer, 0, Decode(json, true, buffer));
    }

    /// <summary>Most strings of a schema are short and ASCII: widening them here is quicker than the decoder.</summary>
    private static int Widen(ReadOnlySpan<byte> utf8, Span<char> target)
    {
        var units = MemoryMarshal.Cast<char, ushort>(target);
        var at = 0;
        for (; at <= utf8.Length - Vector128<byte>.Count; at += Vector128<byte>.Count)
        {
            var bytes = Vector128.Create(utf8.Slice(at, Vector128<byte>.Count));
            if (bytes.ExtractMostSignificantBits() != 0) return Encoding.UTF8.GetChars(utf8, target);
            var (low, high) = Vector128.Widen(bytes);
            low.CopyTo(units[at..]);
            high.CopyTo(units[(at + Vector128<ushort>.Count)..]);
        }
        for (; at < utf8.Length; at++)
        {
            if (utf8[at] >= 0x80) return Encoding.UTF8.GetChars(utf8, target);
            units[at] = utf8[at];
        }
        return utf8.Length;
    }

    private static char Unescape(ref ReadOnlySpan<byte> json)
    {
        var kind = json.Length > 1 ? json[1] : (byte)'\\';
        if (kind == 'u' && json.Length >= 6
            && ushort.TryParse(json.Slice(2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
        {
            json = json[6..];
            return (char)code;
        }
        json = json[Math.Min(2, json.Length)..];
        return kind switch
        {
            (byte)'b' => '\b',
            (byte)'f' => '\f',
            (byte)'n' => '\n',
            (byte)'r' => '\r',
            (byte)'t' => '\t',
            _ => (char)kind,
        };
    }
}
