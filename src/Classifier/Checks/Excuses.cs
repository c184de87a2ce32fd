namespace Catalogue.Classifier.Checks;

/// <summary>
/// When a wording is not meant: its own clause negates it, or is a security tool's account of its subject. A clause that
/// addresses the model is never excused, and an excuse reaches no further than its clause.
/// </summary>
internal static class Excuses
{
    private const int NegationReach = 6;

    /// <summary>Whether the clause of a match explains it away.</summary>
    public static bool Excused(in PhraseMatch match, KnownConcepts words)
    {
        var hits = match.Hits;
        var clause = hits[match.First].Clause;
        var (negated, subject, coordinated, introduced, alternatives) = (false, false, false, false, false);
        for (var index = match.First; index <= match.Last && hits[index].Clause <= clause + 1; index++)
        {
            alternatives |= (hits[index].Concepts & words.Or) != UInt128.Zero;
        }
        for (var index = match.First - 1; index >= 0; index--)
        {
            var concepts = hits[index].Concepts;
            // "Never read, open or print …": alternatives carry the negation over the commas between them.
            if ((concepts & words.Or) != UInt128.Zero && clause - hits[index].Clause <= 1) alternatives = true;
            if (hits[index].Clause != clause)
            {
                // "Scans text, such as requests to …": the far subject counts where the clause itself introduces examples.
                if (introduced && (concepts & words.Detect) != UInt128.Zero && hits[index].Sentence == hits[match.First].Sentence) subject = true;
                if (introduced && !coordinated && hits[index].Sentence == hits[match.First].Sentence) continue;
                if (!alternatives || hits[index].Sentence != hits[match.First].Sentence || hits[match.First].Word - hits[index].Word > NegationReach) break;
                if ((concepts & words.Not) != UInt128.Zero) negated = true;
                continue;
            }
            if ((concepts & words.You) != UInt128.Zero) return false;
            if ((concepts & words.And) != UInt128.Zero) coordinated = true;
            if ((concepts & words.Attempt) != UInt128.Zero && !coordinated) introduced = true;
            if ((concepts & words.Not) != UInt128.Zero && !coordinated && hits[match.First].Word - hits[index].Word <= NegationReach) negated = true;
            if ((concepts & words.Detect) != UInt128.Zero && (!coordinated || introduced)) subject = true;
        }
        var last = hits[match.Last].Clause;
        for (var index = match.First; index < hits.Length && hits[index].Clause <= last; index++)
        {
            var concepts = hits[index].Concepts;
            if ((concepts & words.You) != UInt128.Zero) return false;
            if (index > match.Last && (concepts & words.NotBehind) != UInt128.Zero && hits[index].Word - hits[match.Last].Word <= 4) negated = true;
            if (index > match.First && index < match.Last && (concepts & words.Not) != UInt128.Zero
                && hits[match.Last].Word - hits[index].Word <= 3 && hits[index].Clause == last)
            {
                negated = true;
            }
        }
        return negated || subject;
    }
}
