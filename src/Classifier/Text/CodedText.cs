using System.Runtime.CompilerServices;

namespace Catalogue.Classifier.Text;

/// <summary>A text with its letter codes: what the tokenizer and the scanner of the checks read words from.</summary>
/// <param name="chars">The text.</param>
/// <param name="codes">Its codes (<see cref="LetterCodes"/>) with their slack.</param>
internal readonly ref struct CodedText(ReadOnlySpan<char> chars, ReadOnlySpan<byte> codes)
{
    /// <summary>The text.</summary>
    public ReadOnlySpan<char> Chars { get; } = chars;

    /// <summary>The code of each character, and the slack.</summary>
    public ReadOnlySpan<byte> Codes { get; } = codes;

    /// <summary>Reads the codes of a text into memory of its own.</summary>
    public static CodedText Of(ReadOnlySpan<char> text)
    {
        var codes = new byte[text.Length + LetterCodes.Slack];
        LetterCodes.Write(text, codes);
        return new CodedText(text, codes);
    }

    /// <summary>
    /// Reads the word at an offset; false where there is none, or one that is longer than a key, goes on behind an
    /// apostrophe, or borders on a character outside ASCII, which may belong to it: it is then read letter by letter.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryReadWord(int at, out CodedWord word)
    {
        word = LetterCodes.Read(Codes, at, Chars.Length - at);
        var end = at + word.Length;
        return word.Length > 0 && (end == Chars.Length || (Codes[end] == 0 && (Chars[end] != '\'' || !GoesOn(Codes, end + 1, Chars.Length))));
    }

    /// <summary>Whether a letter stands behind an apostrophe; where it closes a quotation, none does.</summary>
    private static bool GoesOn(ReadOnlySpan<byte> codes, int at, int length) => at < length && codes[at] != 0;
}
