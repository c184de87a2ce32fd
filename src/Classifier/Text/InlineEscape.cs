using System.Globalization;

namespace Catalogue.Classifier.Text;

/// <summary>Escapes that stand for one character inside a text: HTML entities, <c>%41</c>, <c>\u0041</c>, <c>\x41</c>.</summary>
internal static class InlineEscape
{
    private const int LongestEntity = 10;

    /// <summary>Reads the escape at <paramref name="at"/>: its code point and length.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, int at, out int rune, out int length)
    {
        rune = length = 0;
        return text[at] switch
        {
            '&' => Entity(text[at..], out rune, out length),
            '%' => Percent(text[at..], out rune, out length),
            '\\' => Backslash(text[at..], out rune, out length),
            _ => false,
        };
    }

    private static bool Entity(ReadOnlySpan<char> text, out int rune, out int length)
    {
        rune = length = 0;
        var end = text[..Math.Min(text.Length, LongestEntity)].IndexOf(';');
        if (end < 2) return false;
        var body = text[1..end];
        length = end + 1;
        if (body[0] != '#') return Named(body, out rune);
        var hex = body.Length > 1 && body[1] is 'x' or 'X';
        return int.TryParse(hex ? body[2..] : body[1..], hex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out rune)
            && IsScalar(rune);
    }

    private static bool Named(ReadOnlySpan<char> name, out int rune)
    {
        rune = name switch
        {
            "lt" => '<',
            "gt" => '>',
            "amp" => '&',
            "quot" => '"',
            "apos" => '\'',
            "nbsp" => ' ',
            "shy" => 0xAD,
            "zwj" => 0x200D,
            "zwnj" => 0x200C,
            "lrm" => 0x200E,
            "rlm" => 0x200F,
            "period" => '.',
            "comma" => ',',
            "colon" => ':',
            "excl" => '!',
            "sol" => '/',
            "lowbar" => '_',
            "Tab" => '\t',
            "NewLine" => '\n',
            _ => 0,
        };
        return rune != 0;
    }

    private static bool Percent(ReadOnlySpan<char> text, out int rune, out int length)
    {
        rune = length = 0;
        Span<byte> bytes = stackalloc byte[4];
        var count = 0;
        while (count < 4 && text.Length >= 3 * (count + 1) && text[3 * count] == '%' && HexByte(text[(3 * count + 1)..], out bytes[count])) count++;
        if (count == 0 || System.Text.Rune.DecodeFromUtf8(bytes[..count], out var decoded, out var used) != System.Buffers.OperationStatus.Done) return false;
        rune = decoded.Value;
        length = 3 * used;
        return true;
    }

    private static bool Backslash(ReadOnlySpan<char> text, out int rune, out int length)
    {
        rune = length = 0;
        if (text.Length < 4) return false;
        var digits = text[1] switch
        {
            'x' => 2,
            'u' when text.Length > 2 && text[2] == '{' => -1,
            'u' => 4,
            'U' => 8,
            _ => 0,
        };
        if (digits == 0) return false;
        var start = 2;
        if (digits < 0)
        {
            start = 3;
            digits = text[3..Math.Min(text.Length, 11)].IndexOf('}');
            length = 1;
            if (digits <= 0) return false;
        }
        if (text.Length < start + digits) return false;
        length += start + digits;
        return int.TryParse(text.Slice(start, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out rune) && IsScalar(rune);
    }

    private static bool HexByte(ReadOnlySpan<char> text, out byte value) =>
        byte.TryParse(text[..2], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);

    private static bool IsScalar(int rune) => rune is > 0 and <= 0x10FFFF and not (>= 0xD800 and <= 0xDFFF);
}
