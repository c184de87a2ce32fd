namespace Catalogue.Classifier.Text;

/// <summary>Spellings that replace each letter by another sign in its place: leet and rot13.</summary>
internal static class Substitution
{
    /// <summary>Turns each Latin letter by thirteen places.</summary>
    public static char Rot13(char c) => c switch
    {
        >= 'a' and <= 'z' => (char)('a' + ((c - 'a' + 13) % 26)),
        >= 'A' and <= 'Z' => (char)('A' + ((c - 'A' + 13) % 26)),
        _ => c,
    };

    /// <summary>Whether a text may read otherwise where <c>1</c> is an <c>l</c> than where it is an <c>i</c>.</summary>
    public static bool HasTwoMeanings(ReadOnlySpan<char> text) => text.IndexOfAny('1', '!', '|') >= 0;

    /// <summary>The letter a digit or sign stands for in leet, or <c>'\0'</c>. <c>1</c> is read as <c>i</c>, or as <c>l</c>.</summary>
    public static char Leet(char c, bool oneIsL) => c switch
    {
        '0' => 'o',
        '1' or '!' or '|' => oneIsL ? 'l' : 'i',
        '3' => 'e',
        '4' or '@' => 'a',
        '5' or '$' => 's',
        '7' or '+' => 't',
        '8' => 'b',
        '9' => 'g',
        _ => '\0',
    };
}
