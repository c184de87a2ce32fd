using System.Text;
using Catalogue.Classifier.Checks.Language;
using Catalogue.Classifier.Text;

namespace Catalogue.Classifier.Checks;

/// <summary>A second reading of a text, with the place of each of its characters in the first.</summary>
/// <param name="Text">The characters as they are meant.</param>
/// <param name="Map">For each the offset in the first reading.</param>
/// <param name="How">The disguise, for people.</param>
internal sealed record Reading(string Text, int[] Map, string How)
{
    private const int LongestSegment = 20;
    private const int FewestSpelled = 4;

    /// <summary>Digits and signs inside words as letters.</summary>
    public static Reading Leet(ReadOnlySpan<char> text, bool oneIsL)
    {
        var chars = text.ToArray();
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
                if (Substitution.Leet(text[index], oneIsL) is var letter and not '\0') chars[index] = letter;
            }
            if (at == start) at++;
        }
        return new Reading(new string(chars), Same(chars.Length), "leet spelling");
    }

    /// <summary>The text turned by thirteen places.</summary>
    public static Reading Rot13(ReadOnlySpan<char> text)
    {
        var chars = text.ToArray();
        for (var at = 0; at < chars.Length; at++) chars[at] = Substitution.Rot13(chars[at]);
        return new Reading(new string(chars), Same(chars.Length), "rot13");
    }

    /// <summary>The text from its end.</summary>
    public static Reading Reversed(ReadOnlySpan<char> text)
    {
        var chars = text.ToArray();
        Array.Reverse(chars);
        var map = new int[chars.Length];
        for (var at = 0; at < map.Length; at++) map[at] = map.Length - 1 - at;
        return new Reading(new string(chars), map, "reversed text");
    }

    /// <summary>Letters set apart (<c>i g n o r e</c>) and words run together, as the words of the lexicon they hold.</summary>
    public static Reading Spelled(ReadOnlySpan<char> text, Lexicon lexicon)
    {
        var target = new StringBuilder(text.Length);
        var map = new List<int>(text.Length);
        for (var at = 0; at < text.Length;)
        {
            var end = SpelledEnd(text, at, out var letters);
            if (letters >= FewestSpelled)
            {
                Join(text[at..end], at, lexicon, target, map);
                at = end;
                continue;
            }
            end = at;
            while (end < text.Length && char.IsAsciiLetter(text[end])) end++;
            if (end - at >= 16) Split(text[at..end], Positions(at, end), lexicon, target, map);
            else Copy(text, at, end = Math.Max(end, at + 1), target, map);
            at = end;
        }
        return new Reading(target.ToString(), [.. map], "spelled-out letters");
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

    private static int[] Positions(int start, int end)
    {
        var positions = new int[end - start];
        for (var at = 0; at < positions.Length; at++) positions[at] = start + at;
        return positions;
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

    /// <summary>Joins spelled letters; a wider gap than the usual one ends a word.</summary>
    private static void Join(ReadOnlySpan<char> run, int offset, Lexicon lexicon, StringBuilder target, List<int> map)
    {
        var letters = new StringBuilder();
        var positions = new List<int>();
        var usual = run.Length > 2 && !char.IsLetterOrDigit(run[2]) && run.Length > 3 && !char.IsLetterOrDigit(run[3]) ? 3 : 2;
        var last = 0;
        for (var at = 0; at < run.Length; at++)
        {
            if (!char.IsAsciiLetter(run[at])) continue;
            if (positions.Count > 0 && at - last > usual) Flush();
            letters.Append(run[at]);
            positions.Add(offset + at);
            last = at;
        }
        Flush();

        void Flush()
        {
            Split(letters.ToString(), [.. positions], lexicon, target, map);
            target.Append(' ');
            map.Add(positions[^1]);
            letters.Clear();
            positions.Clear();
        }
    }

    /// <summary>Sets spaces between the known words of a run of letters, the longest first.</summary>
    private static void Split(ReadOnlySpan<char> letters, int[] positions, Lexicon lexicon, StringBuilder target, List<int> map)
    {
        Span<char> lower = stackalloc char[LongestSegment];
        for (var at = 0; at < letters.Length;)
        {
            var length = Math.Min(LongestSegment, letters.Length - at);
            letters.Slice(at, length).ToLowerInvariant(lower);
            while (length >= 3 && !lexicon.Knows(lower[..length])) length--;
            var known = length >= 3;
            if (known && target.Length > 0 && target[^1] != ' ') Space(positions[at]);
            for (var index = 0; index < (known ? length : 1); index++)
            {
                target.Append(letters[at + index]);
                map.Add(positions[at + index]);
            }
            at += known ? length : 1;
            if (known) Space(positions[at - 1]);
        }

        void Space(int position)
        {
            target.Append(' ');
            map.Add(position);
        }
    }

    private static void Copy(ReadOnlySpan<char> text, int start, int end, StringBuilder target, List<int> map)
    {
        target.Append(text[start..end]);
        for (var at = start; at < end; at++) map.Add(at);
    }
}
