using System.Text;

namespace Catalogue.Classifier.Text;

/// <summary>Finds characters that cannot be seen and says whether they have an honest use where they stand.</summary>
internal static class InvisibleCharacters
{
    private const int Zwnj = 0x200C;
    private const int Zwj = 0x200D;

    /// <summary>The kind of an invisible code point, or null for one that shows.</summary>
    public static InvisibleKind? KindOf(int rune) => rune switch
    {
        0x09 or 0x0A or 0x0D => null,
        < 0x20 or 0x7F => InvisibleKind.Control,
        < 0x80 => null,
        0x85 => null,
        >= 0x80 and <= 0x9F => InvisibleKind.Control,
        0xAD or 0x34F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x180B or 0x180C or 0x180D or 0x180E => InvisibleKind.ZeroWidth,
        >= 0x200B and <= 0x200D => InvisibleKind.ZeroWidth,
        0x200E or 0x200F or 0x61C or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) => InvisibleKind.Bidirectional,
        >= 0x2060 and <= 0x206F => InvisibleKind.ZeroWidth,
        0x2800 or 0x3164 or 0xFFA0 or 0xFEFF or (>= 0xFFF9 and <= 0xFFFB) => InvisibleKind.ZeroWidth,
        >= 0xFE00 and <= 0xFE0F => InvisibleKind.VariationSelector,
        >= 0xE000 and <= 0xF8FF => InvisibleKind.PrivateUse,
        >= 0x1D173 and <= 0x1D17A => InvisibleKind.ZeroWidth,
        >= 0xE0000 and <= 0xE007F => InvisibleKind.Tag,
        >= 0xE0100 and <= 0xE01EF => InvisibleKind.VariationSelector,
        >= 0xF0000 => InvisibleKind.PrivateUse,
        _ => null,
    };

    /// <summary>Reads the run of one kind at <paramref name="start"/>.</summary>
    public static InvisibleRun ReadRun(ReadOnlySpan<char> text, int start, InvisibleKind kind)
    {
        var end = start;
        var count = 0;
        while (end < text.Length)
        {
            var rune = RuneAt(text, end, out var length);
            if (KindOf(rune) != kind) break;
            end += length;
            count++;
        }
        var harmless = IsHarmless(text, start, end, count, kind);
        return new InvisibleRun(start, end - start, kind, harmless, harmless ? null : Reveal(text[start..end], kind));
    }

    /// <summary>The code point at an offset; a lone surrogate is itself.</summary>
    public static int RuneAt(ReadOnlySpan<char> text, int at, out int length)
    {
        var c = text[at];
        if (char.IsHighSurrogate(c) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
        {
            length = 2;
            return char.ConvertToUtf32(c, text[at + 1]);
        }
        length = 1;
        return c;
    }

    private static bool IsHarmless(ReadOnlySpan<char> text, int start, int end, int count, InvisibleKind kind)
    {
        var before = start == 0 ? 0 : RuneBefore(text, start);
        var after = end >= text.Length ? 0 : RuneAt(text, end, out _);
        return kind switch
        {
            InvisibleKind.VariationSelector => count == 1 && start > 0 && TakesSelector(before),
            InvisibleKind.ZeroWidth => count == 1 && IsHonestJoiner(text[start], before, after) || text[start] == '\uFEFF' && start == 0,
            InvisibleKind.Bidirectional => text[start] is '\u200E' or '\u200F' or '\u061C' && (IsRightToLeft(before) || IsRightToLeft(after)),
            InvisibleKind.Tag => before == 0x1F3F4 && count <= 7,
            _ => false,
        };
    }

    private static bool IsHonestJoiner(char joiner, int before, int after) => (int)joiner switch
    {
        Zwj => IsEmoji(before) && IsEmoji(after) || NeedsJoiner(before) && NeedsJoiner(after) || before is >= 0xFE00 and <= 0xFE0F && IsEmoji(after),
        Zwnj => NeedsJoiner(before) && NeedsJoiner(after),
        0xAD or 0x200B => before > 0xE00 && after > 0xE00 && before < 0x1F000 && after < 0x1F000,
        _ => false,
    };

    private static bool TakesSelector(int rune) =>
        IsEmoji(rune) || rune is '#' or '*' or (>= '0' and <= '9') or 0xA9 or 0xAE or (>= 0x2000 and <= 0x33FF) or (>= 0x3400 and <= 0x9FFF)
            or (>= 0x1800 and <= 0x18AF) or 0x20E3;

    private static bool IsEmoji(int rune) =>
        rune is (>= 0x1F000 and <= 0x1FAFF) or (>= 0x2190 and <= 0x2BFF) or 0xFE0F or 0x3030 or 0x303D or 0x3297 or 0x3299;

    private static bool NeedsJoiner(int rune) => rune is (>= 0x600 and <= 0x8FF) or (>= 0x900 and <= 0xDFF) or (>= 0x1000 and <= 0x109F)
        or (>= 0x1780 and <= 0x17FF) or (>= 0x1800 and <= 0x18AF) or (>= 0xFB50 and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFF);

    private static bool IsRightToLeft(int rune) => rune is (>= 0x590 and <= 0x8FF) or (>= 0xFB1D and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFC);

    private static int RuneBefore(ReadOnlySpan<char> text, int at) =>
        at > 1 && char.IsLowSurrogate(text[at - 1]) && char.IsHighSurrogate(text[at - 2])
            ? char.ConvertToUtf32(text[at - 2], text[at - 1])
            : text[at - 1];

    private static string? Reveal(ReadOnlySpan<char> run, InvisibleKind kind) => kind switch
    {
        InvisibleKind.Tag => RevealTags(run),
        InvisibleKind.VariationSelector => RevealSelectors(run),
        InvisibleKind.ZeroWidth => RevealBits(run),
        _ => null,
    };

    private static string RevealTags(ReadOnlySpan<char> run)
    {
        var revealed = new StringBuilder();
        for (var at = 0; at < run.Length;)
        {
            var rune = RuneAt(run, at, out var length) - 0xE0000;
            if (rune is >= 0x20 and < 0x7F) revealed.Append((char)rune);
            at += length;
        }
        return revealed.ToString();
    }

    private static string? RevealSelectors(ReadOnlySpan<char> run)
    {
        var bytes = new List<byte>();
        for (var at = 0; at < run.Length;)
        {
            var rune = RuneAt(run, at, out var length);
            bytes.Add((byte)(rune <= 0xFE0F ? rune - 0xFE00 : rune - 0xE0100 + 16));
            at += length;
        }
        return DecodedText.FromBytes([.. bytes]);
    }

    /// <summary>Two zero-width characters used as the bits of bytes.</summary>
    private static string? RevealBits(ReadOnlySpan<char> run)
    {
        if (run.Length < 24) return null;
        var zero = run[0];
        foreach (var order in (ReadOnlySpan<bool>)[false, true])
        {
            var bytes = new byte[run.Length / 8];
            for (var bit = 0; bit < bytes.Length * 8; bit++)
            {
                if (run[bit] == zero == order) bytes[bit / 8] |= (byte)(0x80 >> (bit % 8));
            }
            if (DecodedText.FromBytes(bytes) is { } text) return text;
        }
        return null;
    }
}
