using System.Globalization;
using System.Text;

namespace Catalogue.Classifier.Text;

/// <summary>Brings words of other letters than ASCII's to the form in which the word lists spell them.</summary>
internal static class WordFolder
{
    /// <summary>The word in compatibility form without accents (mathematical letters, é), or null where that is no text.</summary>
    public static string? Fold(string word)
    {
        foreach (var c in word)
        {
            // The one noncharacter that normalisation refuses, too.
            if (c == '\uFFFE') return null;
        }
        foreach (var c in word)
        {
            if (char.IsSurrogate(c)) return FoldPairs(word);
        }
        return WithoutMarks(word);
    }

    private static string? FoldPairs(string word)
    {
        for (var i = 0; i < word.Length; i++)
        {
            if (!char.IsSurrogate(word[i])) continue;
            if (i + 1 == word.Length || !char.IsSurrogatePair(word[i], word[i + 1])) return null;
            i++;
        }
        return WithoutMarks(word);
    }

    /// <summary>A word in compatibility form, lower case, without accents.</summary>
    public static string WithoutMarks(string word)
    {
        var plain = new StringBuilder(word.Length);
        foreach (var c in word.Normalize(NormalizationForm.FormKD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark) plain.Append(char.ToLowerInvariant(c));
        }
        return plain.ToString();
    }
}
