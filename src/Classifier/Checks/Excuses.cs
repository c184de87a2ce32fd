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
            alternatives |= hits[index].Concepts.Overlaps(words.Or);
        }
        for (var index = match.First - 1; index >= 0; index--)
        {
            var concepts = hits[index].Concepts;
            // "Never read, open or print …": alternatives carry the negation over the commas between them.
            if (concepts.Overlaps(words.Or) && clause - hits[index].Clause <= 1) alternatives = true;
            if (hits[index].Clause != clause)
            {
                // "Scans text, such as requests to …": the far subject counts where the clause itself introduces examples.
                if (introduced && concepts.Overlaps(words.Detect) && hits[index].Sentence == hits[match.First].Sentence) subject = true;
                if (introduced && !coordinated && hits[index].Sentence == hits[match.First].Sentence) continue;
                if (!alternatives || hits[index].Sentence != hits[match.First].Sentence || hits[match.First].Word - hits[index].Word > NegationReach) break;
                if (concepts.Overlaps(words.Not)) negated = true;
                continue;
            }
            if (concepts.Overlaps(words.You)) return false;
            if (concepts.Overlaps(words.And)) coordinated = true;
            if (concepts.Overlaps(words.Attempt) && !coordinated) introduced = true;
            if (concepts.Overlaps(words.Not) && !coordinated && hits[match.First].Word - hits[index].Word <= NegationReach) negated = true;
            if (concepts.Overlaps(words.Detect) && (!coordinated || introduced)) subject = true;
        }
        var last = hits[match.Last].Clause;
        for (var index = match.First; index < hits.Length && hits[index].Clause <= last; index++)
        {
            var concepts = hits[index].Concepts;
            if (concepts.Overlaps(words.You)) return false;
            if (index > match.Last && concepts.Overlaps(words.NotBehind) && hits[index].Word - hits[match.Last].Word <= 4) negated = true;
            if (index > match.First && index < match.Last && concepts.Overlaps(words.Not)
                && hits[match.Last].Word - hits[index].Word <= 3 && hits[index].Clause == last)
            {
                negated = true;
            }
        }
        return negated || subject;
    }
}
