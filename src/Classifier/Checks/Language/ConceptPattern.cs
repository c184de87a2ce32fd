using Catalogue.Classifier.Text;

namespace Catalogue.Classifier.Checks.Language;

/// <summary>
/// A sequence of concepts with bounded gaps: <c>not ~5 tell|show ~6 user</c>. <c>~N</c> allows N words in between
/// inside a sentence (2 without it), <c>-N</c> only inside a clause, <c>~~N</c> also across sentences,
/// <c>!concept</c> forbids a concept in between.
/// </summary>
internal sealed class ConceptPattern
{
    private const int DefaultGap = 2;

    private readonly Element[] _elements;

    /// <summary>The concepts of all elements.</summary>
    private readonly ConceptSet _any;

    private ConceptPattern(string source, Element[] elements)
    {
        Source = source;
        _elements = elements;
        StaysInSentence = !Array.Exists(elements, static element => element.Reach == Reach.Text);
        foreach (var element in elements)
        {
            _any |= element.Mask;
            if (element.Mask.IsOne) Needed |= element.Mask;
            else if (element.Mask.Count < Choice.Count) Choice = element.Mask;
        }
    }

    /// <summary>The pattern as written.</summary>
    public string Source { get; }

    /// <summary>The concepts that every match needs: those of the elements that ask for a single one.</summary>
    public ConceptSet Needed { get; }

    /// <summary>Concepts of which every match needs one: those of the element with the fewest of several; all where there is none.</summary>
    public ConceptSet Choice { get; } = new(ulong.MaxValue, ulong.MaxValue);

    /// <summary>Number of elements.</summary>
    public int Length => _elements.Length;

    /// <summary>The concepts that can begin the sequence.</summary>
    public ConceptSet First => _elements[0].Mask;

    /// <summary>Reads a pattern.</summary>
    /// <exception cref="ArgumentException">An unknown concept or a misplaced sign.</exception>
    public static ConceptPattern Parse(string source, Lexicon lexicon)
    {
        var elements = new RowList<Element>(4);
        var gap = DefaultGap;
        var reach = Reach.Sentence;
        var forbidden = ConceptSet.None;
        foreach (var part in source.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part[0] is '~' or '-')
            {
                reach = part[0] == '-' ? Reach.Clause : part.StartsWith("~~", StringComparison.Ordinal) ? Reach.Text : Reach.Sentence;
                gap = int.Parse(part.TrimStart('~', '-'), System.Globalization.CultureInfo.InvariantCulture);
            }
            else if (part[0] == '!')
            {
                forbidden |= Mask(part[1..], lexicon);
            }
            else
            {
                elements.Add(new Element(Mask(part, lexicon), gap, reach, forbidden));
                (gap, reach, forbidden) = (DefaultGap, Reach.Sentence, ConceptSet.None);
            }
        }
        return elements.Count > 0
            ? new ConceptPattern(source, elements.Rows.ToArray())
            : throw new ArgumentException($"The pattern '{source}' has no concept.", nameof(source));
    }

    /// <summary>Whether the whole sequence must stand in one sentence.</summary>
    public bool StaysInSentence { get; }

    /// <summary>Whether all concepts that the pattern needs occur somewhere at all.</summary>
    public bool CouldMatch(in ConceptSet present)
    {
        if (!present.Holds(Needed)) return false;
        foreach (var element in _elements)
        {
            if (!element.Mask.Overlaps(present)) return false;
        }
        return true;
    }

    /// <summary>The rarest element of the pattern by a given order of concepts.</summary>
    public ConceptSet Anchor(Func<ConceptSet, int> commonness)
    {
        var (rarest, least) = (ConceptSet.None, int.MaxValue);
        foreach (var element in _elements)
        {
            var common = commonness(element.Mask);
            if (common < least) (rarest, least) = (element.Mask, common);
        }
        return rarest;
    }

    /// <summary>The element that most narrows down what must be there besides the anchor; everything where there is no other.</summary>
    public ConceptSet Partner(in ConceptSet anchor)
    {
        var partner = new ConceptSet(ulong.MaxValue, ulong.MaxValue);
        foreach (var element in _elements)
        {
            if (element.Mask != anchor && element.Mask.Count < partner.Count) partner = element.Mask;
        }
        return partner;
    }

    /// <summary>
    /// Finds the sequence; of several ends each is reported, with the nearest predecessors. Takes time in proportion
    /// to hits times elements, since the latest match of a prefix is always the best one to go on from.
    /// </summary>
    public void Match(Rows<ConceptHit> hits, RowList<PatternMatch> into, int most)
    {
        Span<int> last = stackalloc int[_elements.Length];
        Span<int> first = stackalloc int[_elements.Length];
        last.Fill(-1);
        for (var index = 0; index < hits.Length; index++)
        {
            var concepts = hits[index].Concepts;
            if (!concepts.Overlaps(_any)) continue;
            for (var k = _elements.Length - 1; k >= 0; k--)
            {
                if (!concepts.Overlaps(_elements[k].Mask)) continue;
                if (k > 0 && !Follows(hits, last[k - 1], index, _elements[k])) continue;
                last[k] = index;
                first[k] = k == 0 ? index : first[k - 1];
                if (k != _elements.Length - 1) continue;
                into.Add(new PatternMatch(first[k], index));
                if (into.Count >= most) return;
            }
        }
    }

    private static bool Follows(Rows<ConceptHit> hits, int before, int index, in Element element)
    {
        if (before < 0 || before == index) return false;
        ref readonly var a = ref hits[before];
        ref readonly var b = ref hits[index];
        if (b.Word - a.Word - 1 > element.Gap) return false;
        if (element.Reach != Reach.Text && a.Sentence != b.Sentence) return false;
        if (element.Reach == Reach.Clause && !SameClause(a.Clause, b.Clause)) return false;
        if (element.Forbidden.IsEmpty) return true;
        for (var between = before + 1; between < index; between++)
        {
            if (hits[between].Concepts.Overlaps(element.Forbidden)) return false;
        }
        return true;
    }

    /// <summary>The same clause, or its continuation behind a parenthesis set off on both sides.</summary>
    private static bool SameClause(int a, int b) => a == b || b - a == 2;

    private static ConceptSet Mask(string names, Lexicon lexicon) =>
        KnownConcepts.All(lexicon, names.Split('|'));

    private readonly record struct Element(ConceptSet Mask, int Gap, Reach Reach, ConceptSet Forbidden);

    private enum Reach
    {
        Sentence,
        Clause,
        Text,
    }
}
