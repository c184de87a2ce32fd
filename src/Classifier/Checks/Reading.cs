using Catalogue.Classifier.Checks.Language;
using Catalogue.Classifier.Text;

namespace Catalogue.Classifier.Checks;

/// <summary>A second reading of a text, with the place of each of its characters in the first. Reused from text to text.</summary>
internal sealed class Reading
{
    private const int FewestSpelled = 4;
    private const int LongJoined = 18;

    private int[] _map = [];
    private bool[] _new = [];
    private bool _moves;
    private bool _allNew;

    /// <summary>The characters as they are meant come first in it.</summary>
    public char[] Chars { get; private set; } = [];

    /// <summary>How many characters there are.</summary>
    public int Length { get; private set; }

    /// <summary>Whether anything reads otherwise than before; where nothing does, there is nothing new to be found.</summary>
    public bool Changes { get; private set; }

    /// <summary>The disguise, for people.</summary>
    public string How { get; private set; } = "";

    /// <summary>Reads a text in another way.</summary>
    public void Read(ReadOnlySpan<char> text, Disguise disguise, Lexicon lexicon)
    {
        Take(text);
        switch (disguise)
        {
            case Disguise.Leet or Disguise.LeetWithL:
                Leet(text, disguise == Disguise.LeetWithL);
                break;
            case Disguise.Rot13:
                Rot13();
                break;
            case Disguise.Reversed:
                Reverse();
                break;
            default:
                Spelled(text, lexicon);
                break;
        }
    }

    /// <summary>Whether any of some characters reads otherwise than before.</summary>
    public bool IsNew(int start, int length) => _allNew || _new.AsSpan(start, length).Contains(true);

    /// <summary>Where some characters lie in the first reading.</summary>
    public (int Start, int Length) Original(int start, int length)
    {
        if (!_moves || length == 0) return (start, length);
        var (first, last) = (int.MaxValue, 0);
        foreach (var place in _map.AsSpan(start, length))
        {
            first = Math.Min(first, place);
            last = Math.Max(last, place);
        }
        return (first, last - first + 1);
    }

    /// <summary>Adds a character.</summary>
    /// <param name="c">The character.</param>
    /// <param name="from">Its offset in the first reading.</param>
    /// <param name="isNew">Whether it reads otherwise than before.</param>
    public void Add(char c, int from, bool isNew)
    {
        if (Length == Chars.Length) Grow();
        (Chars[Length], _map[Length], _new[Length]) = (c, from, isNew);
        Length++;
    }

    /// <summary>Begins with the characters as they stand, each in its place, none new.</summary>
    private void Take(ReadOnlySpan<char> text)
    {
        if (Chars.Length < text.Length || Chars.Length > 1 << 16)
        {
            var size = Math.Max(256, text.Length);
            (Chars, _map, _new) = (new char[size], new int[size], new bool[size]);
        }
        text.CopyTo(Chars);
        _new.AsSpan(0, text.Length).Clear();
        Length = text.Length;
        _moves = _allNew = false;
        Changes = true;
    }

    private void Grow()
    {
        var size = Math.Max(256, Length * 2);
        var (chars, map, isNew) = (new char[size], new int[size], new bool[size]);
        Array.Copy(Chars, chars, Length);
        Array.Copy(_map, map, Length);
        Array.Copy(_new, isNew, Length);
        (Chars, _map, _new) = (chars, map, isNew);
    }

    /// <summary>Digits and signs inside words as letters.</summary>
    private void Leet(ReadOnlySpan<char> text, bool oneIsL)
    {
        How = "leet spelling";
        for (var at = 0; at < text.Length;)
        {
            var start = at;
            var letters = 0;
            for (; at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || IsSign(text, at)); at++)
            {
                if (char.IsAsciiLetter(text[at])) letters++;
            }
            for (var index = start; index < at && letters > 0; index++)
            {
                if (Substitution.Leet(text[index], oneIsL) is var letter and not '\0') (Chars[index], _new[index]) = (letter, true);
            }
            if (at == start) at++;
        }
    }

    /// <summary>The text turned by thirteen places.</summary>
    private void Rot13()
    {
        (How, _allNew) = ("rot13", true);
        foreach (ref var c in Chars.AsSpan(0, Length)) c = Substitution.Rot13(c);
    }

    /// <summary>The text from its end.</summary>
    private void Reverse()
    {
        (How, _allNew, _moves) = ("reversed text", true, true);
        Chars.AsSpan(0, Length).Reverse();
        for (var at = 0; at < Length; at++) _map[at] = Length - 1 - at;
    }

    /// <summary>Letters set apart (<c>i g n o r e</c>) and words run together, as the words of the lexicon they hold.</summary>
    private void Spelled(ReadOnlySpan<char> text, Lexicon lexicon)
    {
        (How, _moves, Length) = ("spelled-out letters", true, 0);
        var target = new SpelledText(lexicon, this);
        var copied = 0;
        for (var at = 0; at < text.Length;)
        {
            var start = at;
            var end = SpelledEnd(text, at, out var letters);
            at = letters >= FewestSpelled ? end : LettersEnd(text, at);
            if (letters >= FewestSpelled)
            {
                target.Copy(text, copied, start);
                target.Join(text[start..at], start);
                copied = at;
            }
            else if (at - start >= LongJoined && target.CanSplit(text[start..at]))
            {
                target.Copy(text, copied, start);
                target.Split(text[start..at], start);
                copied = at;
            }
            else if (at == start)
            {
                at++;
            }
        }
        target.Copy(text, copied, text.Length);
        Changes = copied > 0;
    }

    private static int LettersEnd(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && char.IsAsciiLetter(text[at])) at++;
        return at;
    }

    private static bool IsSign(ReadOnlySpan<char> text, int at) =>
        text[at] is '@' or '$' or '!' or '|' && at > 0 && at + 1 < text.Length
        && char.IsAsciiLetterOrDigit(text[at - 1]) && char.IsAsciiLetterOrDigit(text[at + 1]);

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
