using Catalogue.Classifier.Model;
using Catalogue.Classifier.Rules;

namespace Catalogue.Classifier.Checks;

/// <summary>Tools that say they are never to be called.</summary>
internal sealed class SleeperTool : PhraseCheck
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = Describe(
        "sleeper-tool", "Tool that is not to be called", RiskLevel.Medium,
        "a definition that says it should never be called, so that it does its work by being read",
        "A tool that must never be invoked has no reason to be offered. Its description is in the model's context all the same: "
        + "that is where such a tool acts.",
        ["monitor: Internal monitor. This tool should never be invoked directly by users."],
        ["old_search: Deprecated: use search instead.",
            "drop: Drops a table. Should not be used in production."],
        ["Placeholders for widgets that only an interface calls."]);

    /// <inheritdoc/>
    public override string Message => "The tool says that it is not to be called.";

    /// <inheritdoc/>
    public override IReadOnlyList<Phrase> Phrases { get; } =
    [
        new("sleeper", RiskLevel.Medium),
        new("thistool ~4 not ~3 call ~2 user", RiskLevel.Low),
    ];
}
