using System.Text;

namespace Catalogue.Site.Pages.Text;

/// <summary>The beginning of a text, cut where a sentence ends, never inside a word.</summary>
public static class Summary
{
    private static readonly string[] Abbreviations = ["e.g", "i.e", "etc", "vs", "cf", "approx", "incl", "no", "nr", "fig", "ca", "al"];

    /// <summary>At most <paramref name="limit"/> characters of <paramref name="text"/>: whole sentences where one ends in time, else whole words and an ellipsis.</summary>
    public static string Of(string? text, int limit = 300)
    {
        var line = OneLine(text, limit * 2);
        if (line.Length <= limit && !line.EndsWith('…')) return line;
        var end = 0;
        for (var i = 0; i < Math.Min(line.Length, limit); i++)
        {
            if (EndsSentence(line, i)) end = i + 1;
        }
        return end >= 20 ? line[..end] : AtWord(line, limit);
    }

    /// <summary>Only the first sentence, or as much of it as fits.</summary>
    public static string FirstSentence(string? text, int limit = 200)
    {
        var line = OneLine(text, limit * 2);
        for (var i = 0; i < Math.Min(line.Length, limit); i++)
        {
            if (i >= 7 && EndsSentence(line, i)) return line[..(i + 1)];
        }
        return line.Length <= limit ? line : AtWord(line, limit);
    }

    /// <summary>White space of any kind becomes one space; at most <paramref name="cap"/> characters are read.</summary>
    public static string OneLine(string? text, int cap = int.MaxValue)
    {
        if (string.IsNullOrEmpty(text)) return "";
        var line = new StringBuilder(Math.Min(text.Length, Math.Min(cap, 4096)));
        var gap = false;
        foreach (var c in text)
        {
            if (line.Length >= cap)
            {
                // Not in the middle of a character, and with a sign that there was more.
                if (char.IsHighSurrogate(line[^1])) line.Length--;
                return line.Append('…').ToString();
            }
            if (char.IsWhiteSpace(c) || char.IsControl(c))
            {
                gap = line.Length > 0;
                continue;
            }
            if (gap) line.Append(' ');
            gap = false;
            line.Append(c);
        }
        return line.ToString();
    }

    private static bool EndsSentence(string line, int at)
    {
        var c = line[at];
        if (c is '。' or '！' or '？') return true;
        if (c is not ('.' or '!' or '?')) return false;
        if (at + 1 < line.Length && line[at + 1] != ' ') return false;
        if (c != '.') return true;
        var start = at;
        while (start > 0 && line[start - 1] is not (' ' or '(')) start--;
        var word = line.AsSpan(start, at - start);
        if (word.Length == 1 && char.IsLetter(word[0])) return false;
        foreach (var short_ in Abbreviations)
        {
            if (word.Equals(short_, StringComparison.OrdinalIgnoreCase)) return false;
        }
        return true;
    }

    private static string AtWord(string line, int limit)
    {
        var end = Math.Min(limit - 1, line.Length);
        var space = line.LastIndexOf(' ', end - 1);
        if (space > limit / 2) end = space;
        if (char.IsHighSurrogate(line[end - 1])) end--;
        return line[..end].TrimEnd(' ', ',', ';', ':', '-', '…') + "…";
    }
}
