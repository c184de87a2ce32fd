using System.Buffers;

namespace Catalogue.Classifier.Text;

/// <summary>What occurs in a text: one pass tells which checks have to look at it at all.</summary>
[Flags]
internal enum TextTraits : byte
{
    /// <summary>Nothing of note.</summary>
    None = 0,

    /// <summary>Characters outside ASCII, controls, and those that begin escapes (<c>&amp; % \</c>): to be folded.</summary>
    Unusual = 1,

    /// <summary>Opening signs: <c>&lt; [ {</c>.</summary>
    Opening = 2,

    /// <summary><c>#</c> or <c>|</c>.</summary>
    Heading = 4,

    /// <summary>A slash.</summary>
    Slash = 8,

    /// <summary>An asterisk.</summary>
    Star = 16,

    /// <summary>A question mark.</summary>
    Question = 32,
}

/// <summary>Reads the traits of texts.</summary>
internal static class TextTraitsReader
{
    private static ReadOnlySpan<byte> Table =>
    [
        1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 1, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
        0, 0, 0, 4, 0, 1, 1, 0, 0, 0, 16, 0, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 32,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 1, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 4, 0, 0, 1,
    ];

    /// <summary>What has no trait: most texts hold nothing else.</summary>
    private static readonly SearchValues<char> Plain = AsciiSet.Where(c => Table[c] == 0);

    /// <summary>Everything that occurs in a text.</summary>
    public static TextTraits Of(ReadOnlySpan<char> text)
    {
        var all = 0;
        for (var at = 0; at < text.Length; at++)
        {
            var next = text[at..].IndexOfAnyExcept(Plain);
            if (next < 0) break;
            at += next;
            all |= text[at] < Table.Length ? Table[text[at]] : (int)TextTraits.Unusual;
        }
        return (TextTraits)all;
    }
}
