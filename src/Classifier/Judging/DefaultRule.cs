using Catalogue.Classifier.Rules;

namespace Catalogue.Classifier.Judging;

/// <summary>What is said where nothing tells a tool's effect: so that this verdict, too, names its reason.</summary>
internal static class DefaultRule
{
    /// <summary>Its id.</summary>
    public const string Id = "no-effect-stated";

    /// <summary>The material of its page.</summary>
    public static RuleInfo Info { get; } = new()
    {
        Id = Id,
        Title = "No effect stated",
        Topic = "default",
        Kind = RuleKind.Category,
        For = "Read",
        Weight = 1,
        MatchesWhat = "no other rule found a verb, a parameter or an annotation that tells what the tool does",
        Why = "Most tools whose name is a bare noun look something up, so Read is the likeliest reading; but it is a guess, and it is said to be one: "
            + "the confidence is Low, and the suggested policy asks before the tool is used.",
        Matches = [new RuleExample("quantum_flux")],
        Ignores = [new RuleExample("delete_flux")],
    };
}
