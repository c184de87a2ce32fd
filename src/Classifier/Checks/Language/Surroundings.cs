namespace Catalogue.Classifier.Checks.Language;

/// <summary>What stands around a sign of punctuation, and so what the sign means.</summary>
internal static class Surroundings
{
    /// <summary>Whether the line break at an offset ends a paragraph or a list item rather than wraps a sentence.</summary>
    public static bool StartsParagraph(ReadOnlySpan<char> text, int at)
    {
        var next = at + 1;
        while (next < text.Length && text[next] is ' ' or '\t' or '\r') next++;
        return next >= text.Length || text[next] is '\n' or '-' or '*' or '#' or '<' or '•' or '[';
    }

    /// <summary>Whether a domain name stands behind an at sign, and a name in front of it.</summary>
    public static bool LooksLikeDomain(ReadOnlySpan<char> text, int start)
    {
        var dot = -1;
        var index = start;
        for (; index < text.Length && index - start < 64 && (CharKinds.IsWord(text[index]) || text[index] is '.' or '-'); index++)
        {
            if (text[index] == '.' && index > start) dot = index;
        }
        return dot > start && index - dot > 2 && start > 1 && CharKinds.IsWord(text[start - 2]);
    }

    /// <summary>The bounds of the run without spaces around an offset: a URL or an e-mail address.</summary>
    public static (int Start, int End) RunAt(ReadOnlySpan<char> text, int at)
    {
        var start = at;
        while (start > 0 && at - start < 64 && !char.IsWhiteSpace(text[start - 1]) && text[start - 1] is not ('(' or '"' or '\'' or '<' or '`' or '=')) start--;
        var end = at + 1;
        while (end < text.Length && end - at < 256 && !char.IsWhiteSpace(text[end]) && text[end] is not (')' or '"' or '\'' or '>' or '`' or ',')) end++;
        return (start, end);
    }
}
