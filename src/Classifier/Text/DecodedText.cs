using System.Text;
using System.Text.Unicode;

namespace Catalogue.Classifier.Text;

/// <summary>Decides whether decoded bytes are text that somebody could have meant.</summary>
internal static class DecodedText
{
    private const int Shortest = 6;

    /// <summary>The text of the bytes (UTF-8, or UTF-16 little endian), or null when they are no readable text.</summary>
    public static string? FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < Shortest) return null;
        var wide = bytes.Length >= 12 && bytes[1] == 0 && bytes[3] == 0 && bytes[5] == 0;
        if (!wide && !Utf8.IsValid(bytes)) return null;
        var text = wide ? Encoding.Unicode.GetString(bytes[..(bytes.Length & ~1)]) : Encoding.UTF8.GetString(bytes);
        return IsReadable(text) ? text : null;
    }

    /// <summary>Whether nearly all characters are letters, digits, blanks or common punctuation.</summary>
    public static bool IsReadable(ReadOnlySpan<char> text)
    {
        if (text.Length < Shortest) return false;
        var odd = 0;
        var letters = 0;
        foreach (var c in text)
        {
            if (char.IsLetterOrDigit(c)) letters++;
            else if (char.IsControl(c) && c is not ('\n' or '\r' or '\t') || c == '\uFFFD') odd++;
        }
        return odd * 20 <= text.Length && letters * 2 >= text.Length;
    }
}
