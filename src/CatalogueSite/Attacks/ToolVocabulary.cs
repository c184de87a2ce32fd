using Catalogue.Classifier.Model;

namespace Catalogue.Site.Attacks;

/// <summary>The words of a tool's name and of the beginning of its description, lower-cased, with plurals as singulars.</summary>
public static class ToolVocabulary
{
    private const int MaxDescription = 400;

    /// <summary>The words; bounded whatever the definition.</summary>
    public static IReadOnlySet<string> Of(ToolDefinition definition)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        Add(words, definition.Name, MaxDescription, splitCase: true);
        if (definition.Description is { } description) Add(words, description, MaxDescription, splitCase: false);
        return words;
    }

    /// <summary>The words of the beginning of any text.</summary>
    public static IReadOnlySet<string> Of(string text)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        Add(words, text, MaxDescription, splitCase: false);
        return words;
    }

    private static void Add(HashSet<string> words, string text, int max, bool splitCase)
    {
        var end = Math.Min(text.Length, max);
        var start = -1;
        for (var index = 0; index <= end; index++)
        {
            var letter = index < end && char.IsAsciiLetterOrDigit(text[index]);
            var hump = splitCase && letter && start >= 0 && char.IsAsciiLetterUpper(text[index]) && !char.IsAsciiLetterUpper(text[index - 1]);
            if ((!letter || hump) && start >= 0)
            {
                words.Add(Singular(text[start..index].ToLowerInvariant()));
                start = -1;
            }
            if (letter && start < 0) start = index;
        }
    }

    private static string Singular(string word) =>
        word.Length > 3 && word.EndsWith("ies", StringComparison.Ordinal) ? word[..^3] + "y"
        : word.Length > 3 && word[^1] == 's' && word[^2] is not ('s' or 'u' or 'i') ? word[..^1]
        : word;
}
