using System.Globalization;

namespace Catalogue.Site.Pages.Text;

/// <summary>Which characters can't be seen on a page, and what they are called.</summary>
internal static class InvisibleNames
{
    public static bool Contains(int code) => code switch
    {
        < 0x7F => code < ' ',
        <= 0x9F => true,
        0xAD or 0x34F or 0x61C or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x180E or 0x3164 or 0xFEFF or 0xFFA0 => true,
        >= 0x180B and <= 0x180F => true,
        >= 0x200B and <= 0x200F => true,
        >= 0x2028 and <= 0x202E => true,
        >= 0x2060 and <= 0x206F => true,
        >= 0xFE00 and <= 0xFE0F => true,
        >= 0xFFF0 and <= 0xFFFB => true,
        >= 0xE000 and <= 0xF8FF => true,
        >= 0xD800 and <= 0xDFFF => true,
        >= 0x1BCA0 and <= 0x1BCA3 => true,
        >= 0x1D173 and <= 0x1D17A => true,
        >= 0xE0000 and <= 0xE0FFF => true,
        _ => code > 0xFFFF && CharUnicodeInfo.GetUnicodeCategory(code) is UnicodeCategory.Control or UnicodeCategory.PrivateUse,
    };

    public static string Of(int code) => code switch
    {
        0x00 => "null",
        0x08 => "backspace",
        0x0D => "carriage return",
        0x1B => "escape, begins a terminal command",
        < 0x20 or (>= 0x7F and <= 0x9F) => "control character",
        0xAD => "soft hyphen",
        0x200B => "zero-width space",
        0x200C => "zero-width non-joiner",
        0x200D => "zero-width joiner",
        0x200E => "left-to-right mark",
        0x200F => "right-to-left mark",
        0x202A or 0x202B => "embedding of a writing direction",
        0x202C => "end of a writing direction",
        0x202D => "left-to-right override",
        0x202E => "right-to-left override",
        >= 0x2066 and <= 0x2069 => "isolate of a writing direction",
        0x2060 => "word joiner",
        0xFEFF => "byte order mark",
        0x3164 or 0xFFA0 or 0x115F or 0x1160 => "Hangul filler",
        >= 0xFE00 and <= 0xFE0F => "variation selector",
        >= 0xE0100 and <= 0xE01EF => "variation selector",
        >= 0xE0020 and <= 0xE007F => TagName(code),
        >= 0xD800 and <= 0xDFFF => "half a character",
        >= 0xE000 and <= 0xF8FF => "private character",
        _ => "invisible character",
    };

    private static string TagName(int code) => code == 0xE007F
        ? "end of tag"
        : "tag character for " + (char)(code - 0xE0000) switch
        {
            '<' => "&lt;",
            '>' => "&gt;",
            '&' => "&amp;",
            '"' => "&quot;",
            ' ' => "a space",
            var c => c.ToString(),
        };
}
