using Catalogue.Classifier.Checks.Language;

namespace Catalogue.Classifier.Checks;

/// <summary>Concepts of the lexicon that code asks for by name.</summary>
internal sealed class KnownConcepts(Lexicon lexicon)
{
    /// <summary>Negations.</summary>
    public UInt128 Not { get; } = lexicon.Concept("not");

    /// <summary>Negations that stand behind what they negate, as in Japanese.</summary>
    public UInt128 NotBehind { get; } = lexicon.Concept("notbehind");

    /// <summary>Words that begin a new clause; among negations: "without".</summary>
    public UInt128 Break { get; } = lexicon.Concept("break");

    /// <summary>Alternatives, over which a negation reaches.</summary>
    public UInt128 Or { get; } = lexicon.Concept("or");

    /// <summary>Coordination.</summary>
    public UInt128 And { get; } = lexicon.Concept("and");

    /// <summary>Words that address the model.</summary>
    public UInt128 You { get; } = lexicon.Concept("you");

    /// <summary>What security tools say of themselves.</summary>
    public UInt128 Detect { get; } = lexicon.Concept("detect");

    /// <summary>Words that introduce the subject of a security tool.</summary>
    public UInt128 Attempt { get; } = lexicon.Concept("attempt");

    /// <summary>Names with an underscore or an inner capital.</summary>
    public UInt128 Identifier { get; } = lexicon.Concept("identifier");

    /// <summary>Words of instructions turned by thirteen places.</summary>
    public UInt128 Rot13 { get; } = lexicon.Concept("rot13");

    /// <summary>Words of instructions from their end.</summary>
    public UInt128 Reversed { get; } = lexicon.Concept("reversed");

    /// <summary>Concepts that speak of an instruction by themselves: enough to make a hidden text suspicious.</summary>
    public UInt128 Commanding { get; } = All(lexicon,
        "ignore", "secretfile", "cred", "external", "exfil", "directive", "covert", "hide", "bcc", "sysprompt", "private", "always",
        "send", "email", "gate", "detour", "respond", "persona", "shell", "regardless", "preapproved", "fakeuser");

    /// <summary>Concepts that orders use and other text as well: several make an order likely.</summary>
    public UInt128 Ordering { get; } = All(lexicon,
        "must", "you", "not", "put", "read", "response", "content", "call", "tell", "user", "url", "approve", "skip", "show", "actual", "before", "instr", "prior");

    /// <summary>Whether some hits amount to an order, and how plainly: 0 not, 1 likely, 2 surely.</summary>
    public int OrderIn(ReadOnlySpan<ConceptHit> hits, int start, int end)
    {
        var (strong, weak) = (0, 0);
        foreach (var hit in hits)
        {
            if (hit.Start < start || hit.End > end) continue;
            if ((hit.Concepts & Commanding) != UInt128.Zero) strong++;
            else if ((hit.Concepts & Ordering) != UInt128.Zero) weak++;
        }
        return strong >= 2 || strong == 1 && weak >= 2 ? 2 : strong == 1 || weak >= 3 ? 1 : 0;
    }

    /// <summary>Several concepts together.</summary>
    public static UInt128 All(Lexicon lexicon, params string[] names) =>
        names.Aggregate(UInt128.Zero, (all, name) => all | lexicon.Concept(name));

    /// <summary>The lexicon they come from.</summary>
    public Lexicon Lexicon { get; } = lexicon;
}
