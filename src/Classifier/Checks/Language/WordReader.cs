using Catalogue.Classifier.Text;

namespace Catalogue.Classifier.Checks.Language;

/// <summary>Reads single words of a text as the lexicon spells them.</summary>
internal static class WordReader
{
    /// <summary>Reads one word, folded to lower case, into the buffer: its length there, or 0 when it is longer than any known word.</summary>
    public static int Read(ReadOnlySpan<char> text, ref int at, Span<char> buffer, bool splitCamel, out WordShape shape)
    {
        var start = at;
        var length = 0;
        var inner = false;
        var digits = false;
        for (; at < text.Length; at++)
        {
            var c = text[at];
            var lower = CharKinds.Lower(c);
            if (lower == '\0')
            {
                if (CharKinds.Of(c) != CharKind.Apostrophe || length == 0 || at + 1 >= text.Length || CharKinds.Of(text[at + 1]) != CharKind.Letter) break;
                continue;
            }
            digits |= lower <= '9';
            if (lower != c && length > 0)
            {
                inner = true;
                if (splitCamel && text[at - 1] is >= 'a' and <= 'z') break;
            }
            if (length < buffer.Length) buffer[length] = lower;
            length++;
        }
        shape = inner || digits ? ShapeOf(text[start..at]) : WordShape.None;
        return length <= buffer.Length ? length : 0;
    }

    /// <summary>How a word is spelled, told without looking at its letters one by one.</summary>
    public static WordShape ShapeOf(in CodedWord word)
    {
        if (word.IsPlain) return WordShape.None;
        var letters = ((1U << word.Length) - 1) & ~word.Digits;
        var small = letters & ~word.Capitals;
        var shape = (word.Capitals & (small << 1)) != 0 ? WordShape.Camel : WordShape.None;
        if (!word.HasDigit) return shape;
        var digitsInside = word.Digits & Behind(letters);
        return (letters & Behind(digitsInside)) != 0 ? shape | WordShape.Number | WordShape.Mixed : shape | WordShape.Number;
    }

    /// <summary>All bits above the lowest one that is set; none where none is.</summary>
    private static uint Behind(uint bits) => ~(bits ^ (bits - 1));

    /// <summary>How a word is spelled.</summary>
    public static WordShape ShapeOf(ReadOnlySpan<char> word)
    {
        var shape = WordShape.None;
        var (letters, digitInside) = (false, false);
        for (var at = 0; at < word.Length; at++)
        {
            if (CharTable.IsDigit(word[at]))
            {
                shape |= WordShape.Number;
                digitInside |= letters;
                continue;
            }
            letters = true;
            if (digitInside) shape |= WordShape.Mixed;
            if (at > 0 && CharTable.IsUpper(word[at]) && CharTable.IsLower(word[at - 1])) shape |= WordShape.Camel;
        }
        return shape;
    }
}
