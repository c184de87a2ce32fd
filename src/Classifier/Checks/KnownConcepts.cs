using Catalogue.Classifier.Checks.Language;

namespace Catalogue.Classifier.Checks;

/// <summary>Concepts of the lexicon that code asks for by name.</summary>
internal sealed class KnownConcepts(Lexicon lexicon)
{
    /// <summary>Negations.</summary>
    public UInt128 Not { get; } = lexicon.Concept("not");

    /// <summary>Negations that stand behind what they negate, as in Japanese.</summary>
    public UInt128 NotBehind { get; } = lexicon.Concept("notbehind");

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
        "ignore", "secretfile", "cred", "external", "exfil", "directive", "covert", "hide", "bcc", "sysprompt", "private", "always", "must", "you",
        "send", "url", "email", "gate", "skip", "detour", "respond", "persona", "shell", "approve", "not");

    /// <summary>Several concepts together.</summary>
    public static UInt128 All(Lexicon lexicon, params string[] names) =>
        names.Aggregate(UInt128.Zero, (all, name) => all | lexicon.Concept(name));

    /// <summary>The lexicon they come from.</summary>
    public Lexicon Lexicon { get; } = lexicon;
}
