using System.Buffers;
using System.Text.Unicode;

namespace Catalogue.Classifier.Text;

/// <summary>Strings as RFC 8785 writes them (section 3.2.2.2), lone surrogates as lower-case escapes.</summary>
internal static class CanonicalString
{
    /// <summary>Writes a string that JSON text already holds: as it stands where it is canonical, else decoded and written anew.</summary>
    /// <param name="output">Receives it.</param>
    /// <param name="json">The bytes between the quotes of well-formed JSON: no control character stands in them as it is.</param>
    /// <param name="escaped">Whether there is a backslash in them.</param>
    public static void WriteJson(ByteList output, ReadOnlySpan<byte> json, bool escaped)
    {
        if (!escaped)
        {
            var start = output.Count;
            output.Write((byte)'"');
            var plain = output.WriteAscii(json);
            if (plain == json.Length || Utf8.IsValid(json[plain..]))
            {
                if (plain < json.Length) output.Write(json[plain..]);
                output.Write((byte)'"');
                return;
            }
            output.Cut(start);
        }
        var buffer = ArrayPool<char>.Shared.Rent(json.Length);
        Write(output, buffer.AsSpan(0, JsonText.Decode(json, escaped, buffer)));
        ArrayPool<char>.Shared.Return(buffer);
    }

    /// <summary>Writes a string with its quotes.</summary>
    public static void Write(ByteList output, ReadOnlySpan<char> text)
    {
        output.Write((byte)'"');
        for (var at = output.WritePlain(text); at < text.Length; at += output.WritePlain(text[at..]))
        {
            if (text[at] < 0x80) WriteEscape(output, text[at++]);
            else at = WriteOther(output, text, at);
        }
        output.Write((byte)'"');
    }

    /// <summary>Writes a run of characters outside ASCII.</summary>
    private static int WriteOther(ByteList output, ReadOnlySpan<char> text, int start)
    {
        var at = start;
        while (at < text.Length && text[at] >= 0x80)
        {
            if (char.IsSurrogate(text[at]))
            {
                if (at + 1 == text.Length || !char.IsSurrogatePair(text[at], text[at + 1])) break;
                at++;
            }
            at++;
        }
        if (at > start)
        {
            output.WriteUtf8(text[start..at]);
            return at;
        }
        WriteEscape(output, text[at]);
        return at + 1;
    }

    private static void WriteEscape(ByteList output, char c)
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
        output.Write("\\u"u8);
        for (var digit = 0; digit < 4; digit++) output.Write("0123456789abcdef"u8[(c >> (12 - 4 * digit)) & 0xF]);
    }
}
