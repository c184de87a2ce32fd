using System.Buffers;

namespace Catalogue.Classifier.Text;

/// <summary>Sets of ASCII characters to search for. A query over numbers would be compiled anew at every start.</summary>
internal static class AsciiSet
{
    /// <summary>The ASCII characters of which something holds.</summary>
    public static SearchValues<char> Where(Func<char, bool> holds)
    {
        Span<char> chars = stackalloc char[0x80];
        var count = 0;
        for (var c = '\0'; c < chars.Length; c++)
        {
            if (holds(c)) chars[count++] = c;
        }
        return SearchValues.Create(chars[..count]);
    }
}
