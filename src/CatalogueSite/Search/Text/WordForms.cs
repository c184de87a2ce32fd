namespace Catalogue.Site.Search.Text;

/// <summary>
/// A light English stemmer: joins the inflections of a word (delete, deletes, deleted, deleting, deletion) and leaves different
/// words apart where in doubt. A stem is a beginning of all its words, except that <c>y</c> stands for <c>ies</c>.
/// </summary>
public static class WordForms
{
    private static readonly HashSet<string> Unchanged =
    [
        "setting", "meeting", "string", "nothing", "something", "everything", "anything", "during", "being", "morning", "evening", "spring", "warning",
        "need", "feed", "seed", "speed", "embed", "news", "series", "kubernetes", "redis", "postgres", "status", "address", "access", "analytics", "media", "aws",
    ];

    /// <summary>The stem of a lower-case word.</summary>
    public static string Stem(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        if (word.Length <= 3 || Unchanged.Contains(word) || !IsPlain(word)) return word;
        var text = Singular(word);
        if (Unchanged.Contains(text)) return text;
        text = WithoutTense(text);
        if (text.Length >= 8 && text.EndsWith("ation", StringComparison.Ordinal)) text = text[..^3];
        else if (text.Length >= 7 && text.EndsWith("ator", StringComparison.Ordinal)) text = text[..^2];
        else if (text.Length >= 8 && (text.EndsWith("ction", StringComparison.Ordinal) || text.EndsWith("ution", StringComparison.Ordinal))) text = text[..^3];
        else if (text.Length >= 7 && text.EndsWith("etion", StringComparison.Ordinal)) text = text[..^3];
        return text.Length > 4 && text[^1] == 'e' ? text[..^1] : text;
    }

    /// <summary>What every word of a stem begins with.</summary>
    public static string CommonStart(string stem)
    {
        ArgumentNullException.ThrowIfNull(stem);
        return stem.Length > 3 && stem[^1] == 'y' ? stem[..^1] : stem;
    }

    private static string Singular(string word)
    {
        if (word[^1] != 's') return word;
        if (word.EndsWith("ies", StringComparison.Ordinal) && word.Length > 4) return word[..^3] + "y";
        if (EndsWithAny(word, "sses", "xes", "ches", "shes", "zzes")) return word[..^2];
        return EndsWithAny(word, "ss", "us", "is") ? word : word[..^1];
    }

    private static string WithoutTense(string word)
    {
        if (word.EndsWith("ied", StringComparison.Ordinal) && word.Length > 4) return word[..^3] + "y";
        var rest = word.EndsWith("ing", StringComparison.Ordinal) ? word[..^3] : word.EndsWith("ed", StringComparison.Ordinal) ? word[..^2] : null;
        if (rest is null || rest.Length < 3 || rest.AsSpan().IndexOfAny("aeiouy") < 0) return word;
        return rest[^1] == rest[^2] && rest[^1] is not ('l' or 's' or 'z' or 'e' or 'o') ? rest[..^1] : rest;
    }

    private static bool EndsWithAny(string word, params ReadOnlySpan<string> endings)
    {
        foreach (var ending in endings)
        {
            if (word.EndsWith(ending, StringComparison.Ordinal)) return true;
        }
        return false;
    }

    private static bool IsPlain(string word)
    {
        foreach (var c in word)
        {
            if (!char.IsAsciiLetterLower(c)) return false;
        }
        return true;
    }
}
