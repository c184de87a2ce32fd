namespace Catalogue.Classifier.Text;

/// <summary>Which scripts are written without spaces between words, and whose verbs stand last.</summary>
internal static class Scripts
{
    /// <summary>Han, kana, Hangul and Thai: words are looked for inside the run.</summary>
    public static bool IsUnspaced(char c) =>
        c is >= '\u2E80' and <= '\u9FFF' or >= '\uAC00' and <= '\uD7A3' or >= '\uF900' and <= '\uFAFF' or >= '\u0E00' and <= '\u0E7F';

    /// <summary>Kana and Hangul: Japanese and Korean put the verb at the end.</summary>
    public static bool PutsVerbLast(char c) => c is >= '\u3040' and <= '\u30FF' or >= '\uAC00' and <= '\uD7A3';

    /// <summary>Characters that show nothing and are passed over inside a word.</summary>
    public static bool IsInvisible(char c) =>
        c is '\u00AD' or '\u200B' or '\u200C' or '\u200D' or '\u2060' or '\uFEFF' or (>= '\uFE00' and <= '\uFE0F');
}
