using Catalogue.Site.Search.Text;

namespace Catalogue.Site.Search.Postings;

/// <summary>Checks phrases of two words or more against the forward lists of a tool: name, title, description.</summary>
internal sealed class PhraseMatcher
{
    private readonly Segment _segment;
    private readonly List<int[]?> _wanted;
    private readonly List<int[]> _unwanted;

    public PhraseMatcher(Segment segment, ParsedQuery query)
    {
        _segment = segment;
        _wanted = [.. query.Phrases.Where(words => words.Count > 1).Select(Numbers)];
        _unwanted = [.. query.Excluded.Where(words => words.Count > 1).Select(Numbers).OfType<int[]>()];
    }

    public bool Passes(int tool)
    {
        if (_wanted.Count + _unwanted.Count == 0) return true;
        foreach (var phrase in _wanted)
        {
            if (phrase is null || !Holds(tool, phrase)) return false;
        }
        foreach (var phrase in _unwanted)
        {
            if (Holds(tool, phrase)) return false;
        }
        return true;
    }

    // Null where the segment does not know one of the words.
    private int[]? Numbers(IReadOnlyList<string> words)
    {
        var numbers = new int[words.Count];
        for (var i = 0; i < numbers.Length; i++)
        {
            var term = _segment.Find(words[i]);
            if (term < 0) return null;
            numbers[i] = _segment.ForwardNumber(term);
        }
        return numbers;
    }

    private bool Holds(int tool, int[] phrase)
    {
        var forward = _segment.Forward(tool);
        var at = 0;
        for (var list = 0; list < 3; list++)
        {
            if (HoldsInList(forward, ref at, phrase)) return true;
        }
        return false;
    }

    private static bool HoldsInList(ReadOnlySpan<byte> forward, ref int at, int[] phrase)
    {
        var left = VarInt.Read(forward, ref at);
        while (left-- > 0)
        {
            if (VarInt.Read(forward, ref at) == phrase[0] && left >= phrase.Length - 1 && Follows(forward, at, phrase)) return true;
        }
        return false;
    }

    private static bool Follows(ReadOnlySpan<byte> forward, int at, int[] phrase)
    {
        for (var i = 1; i < phrase.Length; i++)
        {
            if (VarInt.Read(forward, ref at) != phrase[i]) return false;
        }
        return true;
    }
}
