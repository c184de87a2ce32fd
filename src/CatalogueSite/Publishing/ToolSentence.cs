using System.Text;

namespace Catalogue.Site.Publishing;

/// <summary>The one sentence that says what a tool does, from its description.</summary>
public static class ToolSentence
{
    /// <summary>Longest result in UTF-16 code units.</summary>
    public const int MaxLength = 200;

    /// <summary>
    /// The description's first sentence on one line, cut at a word with an ellipsis where it is longer than <see cref="MaxLength"/>;
    /// null where there is no description.
    /// </summary>
    public static string? Of(string? description)
    {
        if (string.IsNullOrWhiteSpace(description)) return null;
        var text = OneLine(description);
        var end = SentenceEnd(text);
        if (end > 0 && end <= MaxLength) return text[..end];
        if (text.Length <= MaxLength) return text;
        var cut = text.LastIndexOf(' ', MaxLength - 1);
        if (cut < MaxLength / 2) cut = char.IsHighSurrogate(text[MaxLength - 2]) ? MaxLength - 2 : MaxLength - 1;
        return text[..cut].TrimEnd(' ', ',', ';', ':', '-') + "…";
    }

    private static string OneLine(string description)
    {
        var text = new StringBuilder(MaxLength * 3);
        foreach (var c in description)
        {
            if (text.Length >= MaxLength * 2) break;
            if (!char.IsWhiteSpace(c) && !char.IsControl(c)) text.Append(c);
            else if (text.Length > 0 && text[^1] != ' ') text.Append(' ');
        }
        return text.ToString().TrimEnd();
    }

    // A full stop counts where a space and no small letter follows, so that "e.g. this" and "v1.2" don't end a sentence.
    private static int SentenceEnd(string text)
    {
        for (var i = 1; i < text.Length && i < MaxLength; i++)
        {
            if (text[i] is '。' or '！' or '？') return i + 1;
            if (text[i] is not ('.' or '!' or '?')) continue;
            if (i + 1 == text.Length) return i + 1;
            if (text[i + 1] == ' ' && i + 2 < text.Length && !char.IsLower(text[i + 2]) && i > 3 && text[i - 2] != '.') return i + 1;
        }
        return -1;
    }
}
