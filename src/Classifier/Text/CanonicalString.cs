using System.Buffers;
using System.Text;

namespace Catalogue.Classifier.Text;

/// <summary>Strings as RFC 8785 writes them (section 3.2.2.2), lone surrogates as lower-case escapes.</summary>
internal static class CanonicalString
{
    private static readonly SearchValues<byte> SpecialBytes =
        SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(b => (byte)b), (byte)'"', (byte)'\\']);
    private static readonly SearchValues<char> SpecialChars =
        SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(c => (char)c), '"', '\\', .. Enumerable.Range(0xD800, 0x800).Select(c => (char)c)]);

    /// <summary>Writes a string that JSON text already holds: as it stands where it is canonical, else decoded and written anew.</summary>
    public static void WriteJson(IBufferWriter<byte> output, ReadOnlySpan<byte> json, bool escaped)
    {
        if (!escaped && json.IndexOfAny(SpecialBytes) < 0 && (Ascii.IsValid(json) || System.Text.Unicode.Utf8.IsValid(json)))
        {
            var target = output.GetSpan(json.Length + 2);
            target[0] = (byte)'"';
            json.CopyTo(target[1..]);
            target[json.Length + 1] = (byte)'"';
            output.Advance(json.Length + 2);
            return;
        }
        var buffer = ArrayPool<char>.Shared.Rent(json.Length);
        Write(output, buffer.AsSpan(0, JsonText.Decode(json, escaped, buffer)));
        ArrayPool<char>.Shared.Return(buffer);
    }

    /// <summary>Writes a string with its quotes.</summary>
    public static void Write(IBufferWriter<byte> output, ReadOnlySpan<char> text)
    {
        output.Write("\""u8);
        while (!text.IsEmpty)
        {
            var plain = text.IndexOfAny(SpecialChars);
            if (plain < 0) plain = text.Length;
            if (plain > 0)
            {
                WriteUtf8(output, text[..plain]);
                text = text[plain..];
                continue;
            }
            var pair = text.Length > 1 && char.IsSurrogatePair(text[0], text[1]);
            if (pair) WriteUtf8(output, text[..2]);
            else WriteEscape(output, text[0]);
            text = text[(pair ? 2 : 1)..];
        }
        output.Write("\""u8);
    }

    private static void WriteUtf8(IBufferWriter<byte> output, ReadOnlySpan<char> text)
    {
        var target = output.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length));
        output.Advance(Encoding.UTF8.GetBytes(text, target));
    }

    private static void WriteEscape(IBufferWriter<byte> output, char c)
    {
        switch (c)
        {
            case '"': output.Write("\\\""u8); return;
            case '\\': output.Write("\\\\"u8); return;
            case '\b': output.Write("\\b"u8); return;
            case '\f': output.Write("\\f"u8); return;
            case '\n': output.Write("\\n"u8); return;
            case '\r': output.Write("\\r"u8); return;
            case '\t': output.Write("\\t"u8); return;
        }
        var target = output.GetSpan(6);
        "\\u"u8.CopyTo(target);
        for (var digit = 0; digit < 4; digit++) target[2 + digit] = "0123456789abcdef"u8[(c >> (12 - 4 * digit)) & 0xF];
        output.Advance(6);
    }
}
