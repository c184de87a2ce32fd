using Catalogue.Classifier.Checks.Language;
using Catalogue.Classifier.Text;

namespace Catalogue.Classifier.Checks;

/// <summary>A wording found in a text, with what stands around it.</summary>
internal readonly ref struct PhraseMatch(CheckRun run, TextView view, PatternMatch match, Phrase phrase)
{
    private const int ReversalReach = 7;

    /// <summary>The definition that is being checked.</summary>
    public CheckRun Run { get; } = run;

    /// <summary>The text it stands in.</summary>
    public TextView View { get; } = view;

    /// <summary>The wording.</summary>
    public Phrase Phrase { get; } = phrase;

    /// <summary>Index of the first hit.</summary>
    public int First { get; } = match.First;

    /// <summary>Index of the last hit.</summary>
    public int Last { get; } = match.Last;

    /// <summary>All hits of the text.</summary>
    public Rows<ConceptHit> Hits => View.Scan.Hits;

    /// <summary>The words of a hit.</summary>
    public ReadOnlySpan<char> TextOf(in ConceptHit hit) => View.Chars.Slice(hit.Start, hit.Length);

    /// <summary>Whether the match is how a parameter's description begins: what the parameter does, and no order.</summary>
    public bool IsParameterFlag =>
        Run.Reader.Fields[View.Field].Role is Text.TextRole.SchemaDescription or Text.TextRole.SchemaTitle && View.HiddenBy is null && Hits[First].Word <= 4;

    /// <summary>
    /// Whether a negation in front turns the meaning around: "never delete <c>without asking</c>". Punctuation in between
    /// ends its reach.
    /// </summary>
    public bool IsReversed
    {
        get
        {
            var not = Run.Engine.Words.Not;
            // Two negations in a row strengthen each other in many languages; "without" turns around.
            if (Hits[First].Concepts.Overlaps(not) && !Hits[First].Concepts.Overlaps(Run.Engine.Words.Break)) return false;
            for (var index = First - 1; index >= 0 && Hits[First].Word - Hits[index].Word <= ReversalReach; index--)
            {
                if (!Hits[index].Concepts.Overlaps(not)) continue;
                var between = View.Chars[Hits[index].End..Math.Max(Hits[index].End, Hits[First].Start)];
                return between.IndexOfAny(",.;:!?()") < 0 && between.IndexOf('\u2014') < 0;
            }
            return false;
        }
    }

    /// <summary>Whether the last word of the match is written outside the Latin script.</summary>
    public bool EndsOutsideLatin => TextOf(Hits[Last])[0] > '\u02FF';

    /// <summary>The hits from the first to the last of the match.</summary>
    public Rows<ConceptHit> Inside => Hits[First..(Last + 1)];

    /// <summary>Whether a concept occurs in a hit at most <paramref name="words"/> words away from the match, in front or behind.</summary>
    public bool Near(ConceptSet concepts, int words)
    {
        var from = Hits[First].Word - words;
        var to = Hits[Last].Word + words;
        for (var index = First - 1; index >= 0 && Hits[index].Word >= from; index--)
        {
            if (Hits[index].Concepts.Overlaps(concepts)) return true;
        }
        for (var index = First; index < Hits.Length && Hits[index].Word <= to; index++)
        {
            if (Hits[index].Concepts.Overlaps(concepts)) return true;
        }
        return false;
    }
}
