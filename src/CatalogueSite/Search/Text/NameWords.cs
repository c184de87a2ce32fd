using System.Globalization;
using System.Text;

namespace Catalogue.Site.Search.Text;

/// <summary>Cuts names and prose into lower-case words: at anything that is no letter or digit, and names also at changes of case.</summary>
public static class NameWords
{
    /// <summary>Words longer than this are cut: nobody types them, and they would swell the vocabulary.</summary>
    public const int MaxWordLength = 64;

    /// <summary>The words of a name: <c>getHTTPResponse</c>, <c>get_http_response</c> and <c>Get-HTTP response</c> give get, http, response.</summary>
    public static List<string> OfName(string? name)
    {
        var words = new List<string>();
        foreach (var run in Runs(name)) SplitCase(run, words);
        return words;
    }

    /// <summary>The words of prose: runs of letters and digits as they are, lower-cased.</summary>
    public static List<string> OfText(string? text)
    {
        var words = new List<string>();
        foreach (var run in Runs(text)) Add(run, words);
        return words;
    }

    /// <summary>The key of a whole name: its letters and digits alone, lower-cased (<c>listtables</c>), so that every spelling meets.</summary>
    public static string Key(string? name) => string.Concat(OfName(name));

    /// <summary>Lower-cases and strips combining marks (é becomes e).</summary>
    public static string Fold(ReadOnlySpan<char> word)
    {
        if (word.Length > MaxWordLength) word = word[..MaxWordLength];
        var plain = true;
        foreach (var c in word)
        {
            if (c < 128) continue;
            plain = false;
            break;
        }
        if (plain) return string.Create(word.Length, word, static (target, source) => source.ToLowerInvariant(target));
        var builder = new StringBuilder(word.Length);
        foreach (var c in SafeNormalize(word))
        {
            if (char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark) continue;
            builder.Append(char.ToLowerInvariant(c));
        }
        return builder.ToString();
    }

    /// <summary>Runs of letters and digits; each ideograph or kana is a run of its own, since such scripts write no spaces.</summary>
    public static List<string> Runs(string? text)
    {
        var runs = new List<string>();
        if (string.IsNullOrEmpty(text)) return runs;
        var start = -1;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            var ideograph = IsIdeograph(c);
            var inside = !ideograph && (char.IsLetterOrDigit(c) || (start >= 0 && char.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark));
            if (inside)
            {
                if (start < 0) start = i;
                continue;
            }
            if (start >= 0) runs.Add(text[start..i]);
            start = -1;
            if (ideograph) runs.Add(c.ToString());
        }
        if (start >= 0) runs.Add(text[start..]);
        return runs;
    }

    private static bool IsIdeograph(char c) => c is >= '\u3040' and <= '\u30ff' or >= '\u3400' and <= '\u9fff' or >= '\uac00' and <= '\ud7af' or >= '\uf900' and <= '\ufaff';

    private static void SplitCase(string run, List<string> words)
    {
        var start = 0;
        for (var i = 1; i < run.Length; i++)
        {
            var lowerToUpper = char.IsUpper(run[i]) && !char.IsUpper(run[i - 1]);
            var acronymEnd = char.IsUpper(run[i - 1]) && char.IsUpper(run[i]) && i + 1 < run.Length && char.IsLower(run[i + 1]);
            if (!lowerToUpper && !acronymEnd) continue;
            if (acronymEnd && i - start == 1 && start == 0) continue; // OAuth stays one word
            Add(run.AsSpan(start, i - start), words);
            start = i;
        }
        Add(run.AsSpan(start), words);
    }

    // Marks alone leave nothing behind.
    private static void Add(ReadOnlySpan<char> run, List<string> words)
    {
        if (Fold(run) is { Length: > 0 } word) words.Add(word);
    }

    private static string SafeNormalize(ReadOnlySpan<char> word)
    {
        var text = word.ToString();
        try
        {
            return text.Normalize(NormalizationForm.FormKD);
        }
        catch (ArgumentException) // a lone surrogate
        {
            return text;
        }
    }
}
