using Catalogue.Site.Search.Lexicon;
using Catalogue.Site.Search.Text;

namespace Catalogue.Site.Search.Postings;

/// <summary>What only the name itself tells: whether it is spelled as it was typed, and whether its words stand in the order asked for.</summary>
internal sealed class NameCloseness(QueryPlan plan)
{
    private const float SameSpelling = 0.06f;
    private const float SameLetters = 0.04f;
    private const float SameKey = 0.3f;
    private const float InOrder = 0.12f;

    private readonly string _key = string.Concat(plan.Query.Words.Select(word => word.Text));
    private readonly List<string> _stems = [.. plan.Groups.Where(group => group.Required).Select(group => group.Stem)];

    public float Bonus(Segment segment, int tool)
    {
        var at = 0;
        var name = Segment.ReadText(segment.Stored(tool), ref at)!;
        var bonus = name == plan.Typed ? SameSpelling : name.Equals(plan.Typed, StringComparison.OrdinalIgnoreCase) ? SameLetters : 0;
        var words = NameWords.OfName(name.Length > 256 ? name[..256] : name);
        if (string.Concat(words) == _key) bonus += SameKey;
        if (_stems.Count < 2) return bonus;
        words = SearchLexicon.Embedded.JoinCompounds(words);
        var pairs = 0;
        for (var i = 0; i + 1 < words.Count; i++)
        {
            var stem = WordForms.Stem(words[i]);
            var next = WordForms.Stem(words[i + 1]);
            for (var j = 0; j + 1 < _stems.Count; j++)
            {
                if (_stems[j] == stem && _stems[j + 1] == next) pairs++;
            }
        }
        return bonus + (InOrder * Math.Min(pairs, _stems.Count - 1) / (_stems.Count - 1));
    }
}
