using Catalogue.Classifier.Checks.Language;
using Catalogue.Classifier.Text;

namespace Catalogue.Classifier.Checks;

/// <summary>A second reading of a text, with the place of each of its characters in the first.</summary>
/// <param name="Text">The characters as they are meant.</param>
/// <param name="Map">For each the offset in the first reading.</param>
/// <param name="New">For each whether it reads otherwise than before; null when all do.</param>
/// <param name="How">The disguise, for people.</param>
internal sealed record Reading(string Text, int[] Map, bool[]? New, string How)
{
    private const int FewestSpelled = 4;
    private const int LongJoined = 18;

    /// <summary>Digits and signs inside words as letters.</summary>
    public static Reading Leet(ReadOnlySpan<char> text, bool oneIsL)
    {
        var chars = text.ToArray();
        var altered = new bool[chars.Length];
        for (var at = 0; at < chars.Length;)
        {
            var start = at;
            var letters = 0;
            for (; at < chars.Length && (char.IsAsciiLetterOrDigit(text[at]) || IsSign(text, at)); at++)
            {
                if (char.IsAsciiLetter(text[at])) letters++;
            }
            for (var index = start; index < at && letters > 0; index++)
            {
                if (Substitution.Leet(text[index], oneIsL) is var letter and not '\0') (chars[index], altered[index]) = (letter, true);
            }
            if (at == start) at++;
        }
        return new Reading(new string(chars), Same(chars.Length), altered, "leet spelling");
    }

    /// <summary>The text turned by thirteen places.</summary>
    public static Reading Rot13(ReadOnlySpan<char> text)
    {
        var chars = text.ToArray();
        for (var at = 0; at < chars.Length; at++) chars[at] = Substitution.Rot13(chars[at]);
        return new Reading(new string(chars), Same(chars.Length), null, "rot13");
    }

    /// <summary>The text from its end.</summary>
    public static Reading Reversed(ReadOnlySpan<char> text)
    {
        var chars = text.ToArray();
        Array.Reverse(chars);
        var map = new int[chars.Length];
        for (var at = 0; at < map.Length; at++) map[at] = map.Length - 1 - at;
        return new Reading(new string(chars), map, null, "reversed text");
    }

    /// <summary>Letters set apart (<c>i g n o r e</c>) and words run together, as the words of the lexicon they hold.</summary>
    public static Reading Spelled(ReadOnlySpan<char> text, Lexicon lexicon)
    {
        var target = new SpelledText(lexicon);
        for (var at = 0; at < text.Length;)
        {
            var end = SpelledEnd(text, at, out var letters);
            if (letters >= FewestSpelled)
            {
                target.Join(text[at..end], at);
                at = end;
                continue;
            }
            end = at;
            while (end < text.Length && char.IsAsciiLetter(text[end])) end++;
            if (end - at < LongJoined || !target.TrySplit(text[at..end], at)) target.Copy(text, at, end = Math.Max(end, at + 1));
            at = end;
        }
        return target.Read();
    }

    private static bool IsSign(ReadOnlySpan<char> text, int at) =>
        text[at] is '@' or '$' or '!' or '|' && at > 0 && at + 1 < text.Length
        && char.IsAsciiLetterOrDigit(text[at - 1]) && char.IsAsciiLetterOrDigit(text[at + 1]);

    private static int[] Same(int length)
    {
        var map = new int[length];
        for (var at = 0; at < length; at++) map[at] = at;
        return map;
    }

    /// <summary>The end of a row of single letters with one to three signs between them that begins at <paramref name="start"/>.</summary>
    private static int SpelledEnd(ReadOnlySpan<char> text, int start, out int letters)
    {
        letters = 0;
        if (start > 0 && char.IsLetterOrDigit(text[start - 1])) return start;
        var end = start;
        for (var at = start; at < text.Length;)
        {
            if (!char.IsAsciiLetter(text[at]) || at + 1 < text.Length && char.IsLetterOrDigit(text[at + 1])) break;
            letters++;
            end = ++at;
            while (at < text.Length && at - end < 3 && !char.IsLetterOrDigit(text[at])) at++;
            if (at == end) break;
        }
        return end;
    }
}
