namespace Catalogue.Site.Search.Text;

/// <summary>How many typing errors lie between two words: letters left out, added, replaced, or two neighbours swapped.</summary>
public static class EditDistance
{
    /// <summary>The errors that are forgiven in a word of this length: one in 4 to 7 letters, two beyond.</summary>
    public static int Forgiven(int length) => length < 4 ? 0 : length <= 7 ? 1 : 2;

    /// <summary>A set of the letters and digits of a word: two words that are <c>k</c> errors apart differ in at most <c>2k</c> of its bits.</summary>
    public static ulong Signature(ReadOnlySpan<char> word)
    {
        var bits = 0UL;
        foreach (var c in word) bits |= 1UL << (c is >= 'a' and <= 'z' ? c - 'a' : c is >= '0' and <= '9' ? 26 + c - '0' : 36 + (c % 28));
        return bits;
    }

    /// <summary>The distance, or <paramref name="max"/> + 1 when it is greater (max at most 2).</summary>
    public static int Bounded(ReadOnlySpan<char> a, ReadOnlySpan<char> b, int max)
    {
        if (Math.Abs(a.Length - b.Length) > max) return max + 1;
        if (a.Length > 64 || b.Length > 64) return a.SequenceEqual(b) ? 0 : max + 1;
        Span<int> before = stackalloc int[66];
        Span<int> previous = stackalloc int[66];
        Span<int> current = stackalloc int[66];
        for (var j = 0; j <= b.Length; j++) previous[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            var least = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = Math.Min(Math.Min(previous[j], current[j - 1]) + 1, previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) cost = Math.Min(cost, before[j - 2] + 1);
                current[j] = cost;
                if (cost < least) least = cost;
            }
            if (least > max) return max + 1;
            var spare = before;
            before = previous;
            previous = current;
            current = spare;
        }
        return Math.Min(previous[b.Length], max + 1);
    }
}
