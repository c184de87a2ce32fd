using Catalogue.Classifier.Checks.Language;
using Catalogue.Classifier.Text;

namespace Catalogue.Classifier.Checks;

/// <summary>Concepts of the lexicon that code asks for by name.</summary>
internal sealed class KnownConcepts(Lexicon lexicon)
{
    /// <summary>Negations.</summary>
    public ConceptSet Not { get; } = lexicon.Concept("not");

    /// <summary>Negations that stand behind what they negate, as in Japanese.</summary>
    public ConceptSet NotBehind { get; } = lexicon.Concept("notbehind");

    /// <summary>Words that begin a new clause; among negations: "without".</summary>
    public ConceptSet Break { get; } = lexicon.Concept("break");

    /// <summary>Alternatives, over which a negation reaches.</summary>
    public ConceptSet Or { get; } = lexicon.Concept("or");

    /// <summary>Coordination.</summary>
    public ConceptSet And { get; } = lexicon.Concept("and");

    /// <summary>Words that address the model.</summary>
    public ConceptSet You { get; } = lexicon.Concept("you");

    /// <summary>What security tools say of themselves.</summary>
    public ConceptSet Detect { get; } = lexicon.Concept("detect");

    /// <summary>Words that introduce the subject of a security tool.</summary>
    public ConceptSet Attempt { get; } = lexicon.Concept("attempt");

    /// <summary>Who has something already, or how much of it is wanted: the user's, your, any, all.</summary>
    public ConceptSet Holder { get; } = All(lexicon, "user", "you", "all", "actual");

    /// <summary>Names with an underscore or an inner capital.</summary>
    public ConceptSet Identifier { get; } = lexicon.Concept("identifier");

    /// <summary>Words of instructions turned by thirteen places.</summary>
    public ConceptSet Rot13 { get; } = lexicon.Concept("rot13");

    /// <summary>Words of instructions from their end.</summary>
    public ConceptSet Reversed { get; } = lexicon.Concept("reversed");

    /// <summary>Concepts that speak of an instruction by themselves: enough to make a hidden text suspicious.</summary>
    public ConceptSet Commanding { get; } = All(lexicon,
        "ignore", "secretfile", "cred", "external", "exfil", "directive", "covert", "hide", "bcc", "sysprompt", "private", "always",
        "send", "email", "gate", "detour", "respond", "persona", "shell", "regardless", "preapproved", "fakeuser");

    /// <summary>Concepts that orders use and other text as well: several make an order likely.</summary>
    public ConceptSet Ordering { get; } = All(lexicon,
        "must", "you", "not", "put", "read", "response", "content", "call", "tell", "user", "url", "approve", "skip", "show", "actual", "before", "instr", "prior");

    /// <summary>Whether some hits amount to an order, and how plainly: 0 not, 1 likely, 2 surely.</summary>
    public int OrderIn(Rows<ConceptHit> hits, int start, int end)
    {
        var (strong, weak) = (0, 0);
        foreach (var hit in hits)
        {
            if (hit.Start < start || hit.End > end) continue;
            if (hit.Concepts.Overlaps(Commanding)) strong++;
            else if (hit.Concepts.Overlaps(Ordering)) weak++;
        }
        return strong >= 2 || strong == 1 && weak >= 2 ? 2 : strong == 1 || weak >= 3 ? 1 : 0;
    }

    /// <summary>Several concepts together.</summary>
    public static ConceptSet All(Lexicon lexicon, params string[] names)
    {
        var all = ConceptSet.None;
        foreach (var name in names) all |= lexicon.Concept(name);
        return all;
    }

    /// <summary>The lexicon they come from.</summary>
    public Lexicon Lexicon { get; } = lexicon;
}
