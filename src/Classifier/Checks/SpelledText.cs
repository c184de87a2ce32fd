using System.Text;
using Catalogue.Classifier.Checks.Language;

namespace Catalogue.Classifier.Checks;

/// <summary>Builds the reading of a text whose letters were set apart or whose words were run together.</summary>
/// <param name="lexicon">The words.</param>
/// <param name="into">Receives the reading.</param>
internal sealed class SpelledText(Lexicon lexicon, Reading into)
{
    private const int LongestSegment = 20;
    private const int FewestWords = 3;

    /// <summary>Takes characters as they stand.</summary>
    public void Copy(ReadOnlySpan<char> text, int start, int end)
    {
        for (var at = start; at < end; at++) Add(text[at], at, false);
    }

    /// <summary>Joins letters set apart; a wider gap than the usual one ends a word.</summary>
    public void Join(ReadOnlySpan<char> run, int offset)
    {
        var letters = new StringBuilder();
        var positions = new List<int>();
        var usual = run.Length > 3 && !char.IsLetterOrDigit(run[2]) ? 3 : 2;
        var last = 0;
        for (var at = 0; at < run.Length; at++)
        {
            if (!char.IsAsciiLetter(run[at])) continue;
            if (positions.Count > 0 && at - last > usual) Flush();
            letters.Append(run[at]);
            positions.Add(offset + at);
            last = at;
        }
        Flush();

        void Flush()
        {
            var word = letters.ToString();
            var cuts = Cuts(word, out _);
            for (var at = 0; at < word.Length; at++)
            {
                if (at > 0 && cuts[at]) Add(' ', positions[at], true);
                Add(word[at], positions[at], true);
            }
            Add(' ', positions[^1], true);
            letters.Clear();
            positions.Clear();
        }
    }

    /// <summary>Whether known words make up most of a run of letters.</summary>
    public bool CanSplit(ReadOnlySpan<char> letters)
    {
        Cuts(letters.ToString(), out var known);
        return known >= FewestWords;
    }

    /// <summary>Sets spaces between the known words of a run of letters.</summary>
    public void Split(ReadOnlySpan<char> letters, int offset)
    {
        var word = letters.ToString();
        var cuts = Cuts(word, out _);
        for (var at = 0; at < word.Length; at++)
        {
            if (at > 0 && cuts[at]) Add(' ', offset + at, true);
            Add(word[at], offset + at, true);
        }
    }

    /// <summary>Where words of the lexicon begin and end, the longest first; how many there are.</summary>
    private bool[] Cuts(string letters, out int known)
    {
        known = 0;
        var cuts = new bool[letters.Length + 1];
        Span<char> lower = stackalloc char[LongestSegment];
        for (var at = 0; at < letters.Length;)
        {
            var length = Math.Min(LongestSegment, letters.Length - at);
            letters.AsSpan(at, length).ToLowerInvariant(lower);
            while (length >= 3 && !lexicon.IsWord(lower[..length])) length--;
            if (length < 3)
            {
                at++;
                continue;
            }
            known++;
            cuts[at] = true;
            at += length;
            cuts[at] = true;
        }
        return cuts;
    }

    private void Add(char c, int from, bool isNew) => into.Add(c, from, isNew);
}
